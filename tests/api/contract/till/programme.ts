import type { Recipe, Recipes } from '../world.ts';
import { aCounter, atTill, tillCall } from './counter.ts';

const best =
  (change?: string): Recipe =>
  async (world) => {
    const [counter, show] = [await aCounter(world), await world.aShow()];
    if (change) await world.sql(change, [show.id, show.hall.plan.id]);
    const { path, ...call } = tillCall(counter, `screenings/${show.id}/best`);
    return { ...call, path: `${path}?count=2` };
  };

export const programmeRecipes: Record<string, Recipes> = {
  getTillDay: { good: atTill('programme') },
  getTillHouse: {
    good: async (world) => tillCall(await aCounter(world), `screenings/${world.screening.id}`),
  },
  getBestAtTill: {
    good: best(),
    refusals: {
      no_seats_left: best(
        `INSERT INTO seat_claims (screening_id, seat_id, kind) SELECT $1, id, 'block' FROM seats WHERE seat_plan_id = $2`,
      ),
    },
  },
};
