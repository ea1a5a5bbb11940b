import { buildPlan } from '../../../../prisma/seed/plan-builder.ts';
import type { DrawnPlan } from '../../../../server/contract/plan-problems.ts';
import { addHall } from '../../../../server/domain/halls/add-hall.ts';
import { saveSeatPlan } from '../../../../server/domain/halls/save-seat-plan.ts';
import { accepted, manager } from '../../../setup/house.ts';
import type { Recipes, World } from '../world.ts';
import { at, office, on } from './at.ts';

let named = 0;
const nextHall = () => ({ name: `Room ${++named}`, code: `room-${named}`, capacity: null });
const drawn = (): DrawnPlan => buildPlan({ drawing: 'A ssss\nB ssss' });

/** A hall without a plan. */
export async function bareHall({ home }: World, capacity: number | null = null): Promise<number> {
  return accepted(await addHall(home.house, manager, { ...nextHall(), capacity })).id;
}

async function drafted(world: World, capacity: number | null = null) {
  const hall = await bareHall(world, capacity);
  const { planId } = accepted(await saveSeatPlan(world.home.house, manager, { hallId: hall, ...drawn() }));
  return { hall, plan: planId };
}

const draft = (plan: DrawnPlan) => ({ name: 'New seats', plan, seen: null });

export const hallRecipes: Record<string, Recipes> = {
  listHallPlans: { good: at('hall-plans') },
  addHall: {
    good: (world) => office(world, 'hall-plans', nextHall()),
    refusals: {
      code_taken: async (world) => {
        await bareHall(world);
        return office(world, 'hall-plans', { name: 'Again', code: `room-${named}`, capacity: null });
      },
    },
  },
  setHallCapacity: {
    good: on(
      (world) => bareHall(world),
      (id) => `hall-plans/${id}/capacity`,
      () => ({ capacity: 120 }),
    ),
  },
  saveDraftPlan: {
    good: on(
      (world) => bareHall(world),
      (id) => `hall-plans/${id}/draft`,
      () => draft(drawn()),
    ),
    refusals: {
      plan_invalid: on(
        (world) => bareHall(world),
        (id) => `hall-plans/${id}/draft`,
        () => draft({ width: 5, height: 5, seats: [] }),
      ),
      changed_meanwhile: on(
        (world) => drafted(world),
        ({ hall }) => `hall-plans/${hall}/draft`,
        () => draft(drawn()),
      ),
    },
  },
  getDrawnPlan: {
    good: on(
      (world) => drafted(world),
      ({ plan }) => `seat-plans/${plan}`,
    ),
  },
  publishPlan: {
    good: on(
      (world) => drafted(world),
      ({ plan }) => `seat-plans/${plan}/publish`,
    ),
    refusals: {
      plan_not_draft: (world) => office(world, `seat-plans/${world.screening.hall.plan.id}/publish`),
      over_capacity: on(
        (world) => drafted(world, 1),
        ({ plan }) => `seat-plans/${plan}/publish`,
      ),
    },
  },
};
