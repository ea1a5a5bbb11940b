import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { system } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { cancelOrder } from '../../../server/domain/orders/cancel-order.ts';
import { expireOrder } from '../../../server/domain/orders/expire-order.ts';
import { expireUnpaid } from '../../../server/domain/orders/expire-unpaid.ts';
import { placeOrder } from '../../../server/domain/orders/place-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { expireHolds } from '../../../server/domain/seats/expire-holds.ts';
import { loadFloor } from '../../../server/domain/seats/load-floor.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  manager,
  type TestHall,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, runOut, view } from '../../setup/sales.ts';

/**
 * Any sequence of verbs against a model that knows only this: a seat is free, or one order has it. The till's channel
 * is used, so that orphan seats do not blur the picture.
 */
interface ModelOrder {
  id: number;
  seats: number[];
  state: 'held' | 'lapsed' | 'expired' | 'sold' | 'over';
  checkout: string | null;
}

const seats = 4;
const step = fc.oneof(
  fc.record({
    do: fc.constant('order' as const),
    seats: fc.uniqueArray(fc.nat(seats - 1), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    do: fc.constantFrom(
      'startPayment' as const,
      'pay' as const,
      'payTwice' as const,
      'lapse' as const,
      'expire' as const,
      'cancel' as const,
    ),
    which: fc.nat(5),
  }),
  fc.constantFrom({ do: 'sweep' as const }, { do: 'expireUnpaid' as const }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const clerk = { ...manager, kind: 'clerk', channel: 'kiosk' } as const;
const payments = fakePayments();
let t: TestHouse;
let hall: TestHall;
let slot = 0;

beforeAll(async () => {
  t = await testHouse({ payments });
  hall = await aHall(t.house, 'A ssss');
});
afterAll(() => t.drop());

class Model {
  readonly orders: ModelOrder[] = [];
  readonly screening: TestScreening;
  constructor(screening: TestScreening) {
    this.screening = screening;
  }

  /** Who has a seat: sold for good, or held and not lapsed. */
  owner(seat: number): ModelOrder | undefined {
    return this.orders.find(
      (order) => order.seats.includes(seat) && (order.state === 'held' || order.state === 'sold'),
    );
  }

  symbols(): string {
    return Array.from(
      { length: seats },
      (_, seat) => ({ held: 'h', sold: 's' })[this.owner(seat)?.state as 'held' | 'sold'] ?? '.',
    ).join('');
  }
}

async function take(model: Model, what: Step): Promise<void> {
  if (what.do === 'order') return order(model, what.seats);
  if (what.do === 'sweep') {
    accepted(await expireHolds(t.house, system));
    return;
  }
  if (what.do === 'expireUnpaid') {
    const unpaid = model.orders.filter(({ state, checkout }) => state === 'lapsed' && !checkout);
    // Earlier lives have left some too.
    expect(accepted(await expireUnpaid(t.house, system))).toBeGreaterThanOrEqual(unpaid.length);
    for (const each of unpaid) each.state = 'expired';
    return;
  }
  const chosen = model.orders[what.which % Math.max(1, model.orders.length)];
  if (!chosen) return;
  if (what.do === 'startPayment' && chosen.state === 'held') chosen.checkout = await aCheckout(t.house, chosen.id);
  if (what.do === 'pay' || what.do === 'payTwice') await pay(model, chosen, what.do === 'payTwice' ? 2 : 1);
  if (what.do === 'lapse' && chosen.state === 'held') {
    await runOut(t.house, chosen.id);
    chosen.state = 'lapsed';
  }
  if (what.do === 'expire') {
    const outcome = accepted(await expireOrder(t.house, system, chosen.id));
    expect(outcome).toBe(
      { held: 'still_held', lapsed: 'expired', expired: 'over', sold: 'over', over: 'over' }[chosen.state],
    );
    if (chosen.state === 'lapsed') chosen.state = 'expired';
  }
  if (what.do === 'cancel') {
    const refused = isRefusal(await cancelOrder(t.house, clerk, chosen.id));
    expect(refused).toBe(chosen.state === 'expired' || chosen.state === 'over');
    if (!refused) chosen.state = 'over';
  }
}

async function order(model: Model, wanted: number[]): Promise<void> {
  const free = wanted.every((seat) => !model.owner(seat));
  const lines = wanted.map((seat) => ({ seat: hall.seat(`A${seat + 1}`), ticketType: null }));
  // The rule of single seats gives way to the till's word, and that word is given on the hold.
  const placed = await placeOrder(t.house, clerk, {
    screeningId: model.screening.id,
    lines,
    email: null,
    override: true,
  });
  expect(isRefusal(placed)).toBe(!free);
  if (!isRefusal(placed)) model.orders.push({ id: placed.id, seats: wanted, state: 'held', checkout: null });
}

async function pay(model: Model, chosen: ModelOrder, times: number): Promise<void> {
  if (!chosen.checkout) return;
  const event = payments.pay(chosen.checkout);
  for (let i = 0; i < times; i++) await handlePaymentEvent(t.house, { ...event, id: `${event.id}_${i}` });
  if (chosen.state === 'over' || chosen.state === 'sold') return;
  const lost = chosen.state !== 'held' && chosen.seats.some((seat) => model.owner(seat));
  chosen.state = lost ? 'over' : 'sold';
}

test('Whatever is done in whatever order, the seats are as the model says and every promise holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 18 }), async (steps) => {
      slot += 1;
      const startsAt = new Date(Date.now() + 48 * 3_600_000 + slot * 4 * 3_600_000);
      const model = new Model(await aScreening(t.house, { hall, startsAt }));
      for (const what of steps) {
        await take(model, what);
        expect((await loadFloor(t.db, model.screening.id))?.symbols).toBe(model.symbols());
      }
      for (const { id, state, checkout } of model.orders) {
        const { status, refunds } = await view(t.house, id);
        if (state === 'sold') expect(status).toBe('paid');
        if (state === 'over' && status === 'refunded') expect(refunds).toHaveLength(1);
        if (state === 'over' && !checkout) expect(status).toBe('cancelled');
      }
      expect(await findBrokenInvariants(t.db)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('A customer is no clerk: the till’s word against single seats does not help online', async () => {
  const model = new Model(await aScreening(t.house, { hall }));
  const lines = [2, 3].map((n) => ({ seat: hall.seat(`A${n}`), ticketType: null }));
  const refusal = await placeOrder(t.house, aCustomer(), {
    screeningId: model.screening.id,
    lines: lines.slice(0, 1),
    email: 'a@example.test',
    override: true,
  });
  expect(isRefusal(refusal) && refusal.refused).toBe('orphan_seat');
});
