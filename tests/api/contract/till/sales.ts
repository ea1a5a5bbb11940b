import { randomUUID } from 'node:crypto';
import { PaymentGatewayError } from '../../../../server/gateways/payments.ts';
import { card, cash } from '../../../setup/counter.ts';
import { type Call, type Recipe, type Recipes, send, type World } from '../world.ts';
import { badPrices, badSeats, type Choice, good, rated } from './choices.ts';
import { aCounter, another, type Counter, tillCall, withoutDrawer } from './counter.ts';

type Choose = (world: World) => Promise<Choice>;

/** A recipe for each choice. */
export function each(choices: Record<string, Choose>, recipe: (choose: Choose) => Recipe): Record<string, Recipe> {
  return Object.fromEntries(Object.entries(choices).map(([code, choose]) => [code, recipe(choose)]));
}

const holding =
  (choose: Choose, change: object = {}): Recipe =>
  async (world) => {
    const [counter, { show, lines }] = [await aCounter(world), await choose(world)];
    const seats = lines.map(({ seat }) => seat);
    return tillCall(counter, 'holds', { uuid: randomUUID(), screening: show.id, seats, ...change });
  };

const saleOf = ({ show, lines }: Choice, change: object = {}) => {
  const total = lines.reduce((sum, line) => sum + line.price, 0);
  return { uuid: randomUUID(), screening: show.id, lines, total, tenders: [cash(total)], ...change };
};

const selling =
  (choose: Choose, change: object = {}): Recipe =>
  async (world) =>
    tillCall(await aCounter(world), 'sales', saleOf(await choose(world), change));

/** Two adults, sold for cash: the answer of the till. */
export async function sold(world: World, counter: Counter, choose: Choose = good) {
  const made = await choose(world);
  const { json } = await send(world, 'post', tillCall(counter, 'sales', saleOf(made)));
  return {
    ...made,
    order: json.order.id as number,
    tickets: json.tickets.map(({ id }: { id: number }) => id) as number[],
  };
}

/** A sale of which other seats, or none, are held. */
async function sellingHeld(world: World, label: string): Promise<Call> {
  const [counter, made] = [await aCounter(world), await good(world)];
  const seats = [made.show.hall.seat('A1'), made.show.hall.seat(label)];
  const wish = { uuid: randomUUID(), screening: made.show.id, seats, override: true };
  const { json } = await send(world, 'post', tillCall(counter, 'holds', wish));
  return tillCall(counter, 'sales', saleOf(made, { hold: json.id }));
}

/** A sale whose card was declined, and that may be paid otherwise. */
async function unpaid(world: World) {
  const [counter, made] = [await aCounter(world), await good(world)];
  const sale = saleOf(made, { tenders: [card(38_000, 'nobody')] });
  await send(world, 'post', tillCall(counter, 'sales', sale));
  return { counter, uuid: sale.uuid, path: `sales/${sale.uuid}` };
}

const step = { tenders: [cash(38_000)] };
const paying =
  (change: object = {}, happens?: string): Recipe =>
  async (world) => {
    const { counter, path } = await unpaid(world);
    if (happens) await world.sql(happens);
    return tillCall(counter, `${path}/card`, { uuid: randomUUID(), ...step, ...change });
  };

/** The latest payment is at a reader, and the processor is away. */
const awayWhile =
  (recipe: Recipe): Recipe =>
  async (world) => {
    const call = await recipe(world);
    await world.sql(
      `UPDATE payments SET status = 'open', payment_intent = 'pi_nobody' || id, presented_at = now() WHERE id = (SELECT max(id) FROM payments)`,
    );
    const { terminal } = world.server.deps.payments;
    const { cancel } = terminal;
    terminal.cancel = async () => {
      throw new PaymentGatewayError('no answer', { retryable: true });
    };
    const after = () => {
      terminal.cancel = cancel;
    };
    return { ...call, after };
  };

const cancelling: Recipe = async (world) => {
  const { counter, path } = await unpaid(world);
  return tillCall(counter, `${path}/cancel`);
};

const dead = `WITH h AS (UPDATE holds SET expires_at = now() - interval '1 second'
    WHERE id = (SELECT hold_id FROM orders ORDER BY id DESC LIMIT 1) RETURNING id)
  UPDATE seat_claims SET expires_at = now() - interval '1 second' WHERE hold_id = (SELECT id FROM h)`;

export const saleRecipes: Record<string, Recipes> = {
  holdAtTill: {
    good: holding(good),
    refusals: {
      ...each(badSeats, (choose) => holding(choose)),
      not_found: holding(good, { screening: 999_999 }),
      idempotency_mismatch: another(holding(good), { override: true }),
    },
  },
  releaseAtTill: {
    good: async (world) => {
      const call = await holding(good)(world);
      const { json } = await send(world, 'post', call);
      return tillCall({ headers: call.headers ?? {} }, `holds/${json.id}`);
    },
  },
  sellAtTill: {
    good: selling(good),
    refusals: {
      ...each({ ...badSeats, ...badPrices }, (choose) => selling(choose)),
      not_found: selling(good, { screening: 999_999 }),
      hold_expired: selling(good, { hold: 999_999 }),
      hold_mismatch: (world) => sellingHeld(world, 'A3'),
      price_changed: selling(good, { total: 1, tenders: [cash(1)] }),
      age_unacknowledged: selling(rated),
      no_open_shift: withoutDrawer(selling(good)),
      idempotency_mismatch: another(selling(good), { name: 'Somebody Else' }),
    },
  },
  getTillSale: {
    good: async (world) => {
      const { counter, path } = await unpaid(world);
      return tillCall(counter, path);
    },
  },
  payTillSale: {
    good: paying(),
    refusals: {
      price_changed: paying({ tenders: [cash(1)] }),
      order_expired: paying({}, dead),
      screening_cancelled: paying(
        {},
        `UPDATE screenings SET status = 'cancelled' WHERE id = (SELECT screening_id FROM orders ORDER BY id DESC LIMIT 1)`,
      ),
      payment_processing: paying(
        {},
        `UPDATE payments SET status = 'processing' WHERE id = (SELECT max(id) FROM payments)`,
      ),
      payment_unavailable: awayWhile(paying()),
      no_open_shift: withoutDrawer(paying()),
      idempotency_mismatch: another(paying(), { tenders: [cash(1)] }),
    },
  },
  cancelTillSale: { good: cancelling, refusals: { payment_unavailable: awayWhile(cancelling) } },
};
