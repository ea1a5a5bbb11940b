import { randomUUID } from 'node:crypto';
import { aPerson, aTill } from '../../../setup/till.ts';
import type { Recipes, World } from '../world.ts';
import { at, on } from './at.ts';

/** A drawer that was opened and counted. */
async function closedShift(world: World): Promise<number> {
  const till = await aTill(world.server);
  await till.signIn(await aPerson(world.server, 'clerk'));
  await till.send('POST', '/shifts', { uuid: randomUUID(), float: 10_000 });
  const { json } = await till.send('POST', '/shifts/current/close', { uuid: randomUUID(), count: 10_000 });
  return json.shift.id;
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
};
