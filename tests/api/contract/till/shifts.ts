import { randomUUID } from 'node:crypto';
import { aSale, card } from '../../../setup/counter.ts';
import { type Call, type Recipe, type Recipes, send, type World } from '../world.ts';
import { aCounter, another, atTill, forgedKey, tillCall, withoutDrawer } from './counter.ts';

const float = 100_00;
const closed = { drawer: false };

const opening = atTill('shifts', () => ({ uuid: randomUUID(), float }), closed);
const moving = (change: object = {}): Recipe =>
  atTill('shifts/current/movements', () => ({
    uuid: randomUUID(),
    kind: 'drop',
    amount: 50_00,
    reason: 'To the safe',
    ...change,
  }));
const closing = (change: object = {}): Recipe =>
  atTill('shifts/current/close', () => ({ uuid: randomUUID(), count: float, ...change }));

/** A drawer to which a card is still to come. */
async function closingTooSoon(world: World): Promise<Call> {
  const [counter, show] = [await aCounter(world), await world.aShow()];
  await send(
    world,
    'post',
    tillCall(counter, 'sales', aSale(world.home, show, ['A1', 'A2'], { tenders: [card(38_000)] })),
  );
  await world.sql(`UPDATE payments SET status = 'open' WHERE id = (SELECT max(id) FROM payments)`);
  return tillCall(counter, 'shifts/current/close', { uuid: randomUUID(), count: float });
}

export const shiftRecipes: Record<string, Recipes> = {
  openTillShift: {
    good: opening,
    refusals: {
      shift_open: atTill('shifts', () => ({ uuid: randomUUID(), float })),
      idempotency_mismatch: another(opening, { float: 1 }),
    },
  },
  getTillShift: {
    good: atTill('shifts/current'),
    refusals: { not_found: atTill('shifts/current', undefined, closed) },
  },
  getXReport: {
    good: atTill('shifts/current/x-report'),
    refusals: { not_found: atTill('shifts/current/x-report', undefined, closed) },
  },
  moveTillCash: {
    good: moving(),
    refusals: {
      no_open_shift: withoutDrawer(moving()),
      approval_needed: moving({ kind: 'paid_out' }),
      approval_invalid: moving({ kind: 'paid_out', approval: forgedKey }),
      idempotency_mismatch: another(moving(), { amount: 1 }),
    },
  },
  closeTillShift: {
    good: closing(),
    refusals: {
      no_open_shift: withoutDrawer(closing()),
      payments_under_way: closingTooSoon,
      approval_needed: closing({ count: 0 }),
      approval_invalid: closing({ count: 0, approval: forgedKey }),
      idempotency_mismatch: another(closing(), { note: 'Counted twice' }),
    },
  },
  getTillZReport: {
    good: async (world) => {
      const counter = await aCounter(world);
      const count = { uuid: randomUUID(), count: float };
      const { json } = await send(world, 'post', tillCall(counter, 'shifts/current/close', count));
      return tillCall(counter, `shifts/${json.shift.id}/z-report`);
    },
  },
};
