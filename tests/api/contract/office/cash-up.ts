import { randomUUID } from 'node:crypto';
import { aPerson, aTill } from '../../../setup/till.ts';
import type { Recipes, World } from '../world.ts';
import { at, on } from './at.ts';

async function openTill(world: World) {
  const till = await aTill(world.server);
  await till.signIn(await aPerson(world.server, 'clerk'));
  const { json } = await till.send('POST', '/shifts', { uuid: randomUUID(), float: 10_000 });
  return { till, shift: json.id as number };
}

/** A drawer that was opened and counted. */
async function closedShift(world: World): Promise<number> {
  const { till } = await openTill(world);
  const { json } = await till.send('POST', '/shifts/current/close', { uuid: randomUUID(), count: 10_000 });
  return json.shift.id;
}

const counted = { count: 10_000, reason: 'The till does not start any more' };

/** A drawer at whose reader somebody is about to pay. */
async function payingShift(world: World): Promise<number> {
  const { shift } = await openTill(world);
  const { id } = await world.pending();
  await world.sql(
    `INSERT INTO payments (order_id, method, amount, currency, status, idempotency_key, reader, shift_id)
     SELECT id, 'terminal', total, currency, 'open', number, 'tmr_counter1', $2 FROM orders WHERE id = $1`,
    [id, shift],
  );
  return shift;
}

export const cashUpRecipes: Record<string, Recipes> = {
  getCashUp: {
    good: async (world) => {
      await closedShift(world);
      return at('cash-up')(world);
    },
  },
  getCashUpTable: { good: at('cash-up.csv') },
  getOfficeZReport: { good: on(closedShift, (id) => `shifts/${id}/z-report`) },
  closeOfficeShift: {
    good: on(
      async (world) => (await openTill(world)).shift,
      (id) => `shifts/${id}/close`,
      () => counted,
    ),
    refusals: {
      changed_meanwhile: on(
        closedShift,
        (id) => `shifts/${id}/close`,
        () => counted,
      ),
      payments_under_way: on(
        payingShift,
        (id) => `shifts/${id}/close`,
        () => counted,
      ),
    },
  },
};
