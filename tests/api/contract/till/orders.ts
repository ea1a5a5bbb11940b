import { randomUUID } from 'node:crypto';
import { cancelOrder } from '../../../../server/domain/orders/cancel-order.ts';
import { cash } from '../../../setup/counter.ts';
import { accepted, manager } from '../../../setup/house.ts';
import type { Call, Recipe, Recipes, World } from '../world.ts';
import { badPrices, badSeats, type Choice, choice, good, rated } from './choices.ts';
import { aCounter, another, approved, type Counter, forgedKey, tillCall, withoutDrawer } from './counter.ts';
import { each, sold } from './sales.ts';

interface Sold {
  counter: Counter;
  order: number;
  tickets: number[];
}

async function aSold(world: World): Promise<Sold> {
  const counter = await aCounter(world);
  return { counter, ...(await sold(world, counter)) };
}

/** A call on an order that was sold at this till, after something has happened to it. */
const on =
  (act: string, body: (world: World, sold: Sold) => unknown, happens?: string): Recipe =>
  async (world) => {
    const made = await aSold(world);
    if (happens) await world.sql(happens, [made.order]);
    return tillCall(made.counter, `orders/${made.order}${act}`, await body(world, made));
  };

const refunding = (change: object = {}, happens?: string) =>
  on(
    '/refund',
    async (world, { counter, tickets }) => ({
      uuid: randomUUID(),
      tickets,
      reason: 'Fell ill',
      approval: await approved(world, counter, 'refund'),
      ...change,
    }),
    happens,
  );

const gone = `UPDATE tickets SET status = 'cancelled', cancelled_at = now() WHERE order_id = $1`;
const used = `UPDATE tickets SET status = 'used', used_at = now() WHERE order_id = $1`;

/** What a till wishes for tickets: these seats for them, one each. */
function wish({ tickets }: Sold, { show, lines }: Choice) {
  return {
    screening: show.id,
    tickets: lines.map(({ seat, ticketType }, i) => ({ ticket: tickets[i] ?? 0, seat, ticketType })),
  };
}

const quoting = (choose = good, happens?: string, change: object = {}) =>
  on('/exchange/quote', async (world, made) => ({ ...wish(made, await choose(world)), ...change }), happens);

/** With what it costs more. */
const exchanging = (choose = good, happens?: string, change: object = {}) =>
  on(
    '/exchange',
    async (world, made) => {
      const chosen = await choose(world);
      const difference = chosen.lines.reduce((sum, { price }) => sum + price - 19_000, 0);
      const tenders = difference > 0 ? [cash(difference)] : [];
      return { uuid: randomUUID(), ...wish(made, chosen), difference, tenders, ...change };
    },
    happens,
  );

const reprinting = (change: object = {}) => on('/reprint', () => ({ uuid: randomUUID(), ...change }));

/** Money of a cash sale that waits for its owner. */
async function waiting(world: World): Promise<Call> {
  const { counter, order } = await aSold(world);
  accepted(await cancelOrder(world.home.house, manager, order));
  const [refund] = (await world.sql('SELECT id FROM refunds WHERE order_id = $1', [order])) as { id: number }[];
  return tillCall(counter, `refunds/${refund?.id}/hand-out`);
}

export const orderRecipes: Record<string, Recipes> = {
  findTillOrders: {
    good: async (world) => {
      const { counter } = await aSold(world);
      const { path, ...call } = tillCall(counter, 'orders');
      return { ...call, path: `${path}?q=A1` };
    },
  },
  getTillOrder: { good: on('', () => undefined) },
  refundAtTill: {
    good: refunding(),
    refusals: {
      not_cancellable: refunding({}, gone),
      no_open_shift: withoutDrawer(refunding()),
      approval_invalid: refunding({ approval: forgedKey }),
      idempotency_mismatch: another(refunding(), { reason: 'Something else' }),
    },
  },
  quoteExchange: {
    good: quoting(),
    refusals: {
      ...each(badPrices, (choose) => quoting(choose)),
      not_found: quoting(good, undefined, { screening: 999_999 }),
      no_tickets: quoting(good, gone),
      duplicate_seat: quoting(badSeats.duplicate_seat),
      unknown_seat: quoting(badSeats.unknown_seat),
    },
  },
  exchangeAtTill: {
    good: exchanging(),
    refusals: {
      ...each({ ...badSeats, ...badPrices }, (choose) => exchanging(choose)),
      not_found: exchanging(good, undefined, { screening: 999_999 }),
      no_tickets: exchanging(good, gone),
      ticket_used: exchanging(good, used),
      price_changed: exchanging(good, undefined, { difference: 1, tenders: [cash(1)] }),
      age_unacknowledged: exchanging(rated),
      no_open_shift: withoutDrawer(exchanging()),
      approval_invalid: exchanging(good, undefined, { approval: forgedKey }),
      idempotency_mismatch: another(exchanging(choice(['C1', 'C2'])), { override: true }),
    },
  },
  reprintAtTill: {
    good: reprinting(),
    refusals: {
      no_tickets: reprinting({ tickets: [999_999] }),
      idempotency_mismatch: another(reprinting(), { tickets: [999_999] }),
    },
  },
  handOutAtTill: {
    good: waiting,
    refusals: {
      refund_not_waiting: async (world) => {
        const call = await waiting(world);
        await world.sql(
          `UPDATE refunds SET status = 'succeeded', settled_at = now() WHERE id = (SELECT max(id) FROM refunds)`,
        );
        return call;
      },
      no_open_shift: withoutDrawer(waiting),
    },
  },
};
