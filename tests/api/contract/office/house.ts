import { aTill } from '../../../setup/till.ts';
import type { Recipes, World } from '../world.ts';
import { at, cancelled, on, showAfter } from './at.ts';

const show = (world: World) => world.aShow();
const gone = (world: World) => showAfter(world, cancelled);
const reason = 'The projector is broken.';

async function blocked(world: World) {
  const made = await world.aShow();
  await world.sql(`INSERT INTO seat_claims (screening_id, seat_id, kind) VALUES ($1, $2, 'block')`, [
    made.id,
    made.hall.seat('A1'),
  ]);
  return made;
}

export const houseRecipes: Record<string, Recipes> = {
  listHouses: { good: at('house') },
  getHouse: { good: on(show, ({ id }) => `house/${id}`) },
  blockSeats: {
    good: on(
      show,
      ({ id }) => `house/${id}/blocks`,
      ({ hall }) => ({ seats: [hall.seat('A1')], reason }),
    ),
    refusals: {
      duplicate_seat: on(
        show,
        ({ id }) => `house/${id}/blocks`,
        ({ hall }) => ({ seats: [hall.seat('A1'), hall.seat('A1')], reason }),
      ),
      unknown_seat: on(
        show,
        ({ id }) => `house/${id}/blocks`,
        () => ({ seats: [999_999], reason }),
      ),
      seat_taken: on(
        blocked,
        ({ id }) => `house/${id}/blocks`,
        ({ hall }) => ({ seats: [hall.seat('A1')], reason }),
      ),
      screening_cancelled: on(
        gone,
        ({ id }) => `house/${id}/blocks`,
        ({ hall }) => ({ seats: [hall.seat('A1')], reason }),
      ),
    },
  },
  setScreeningAllotment: {
    good: on(
      show,
      ({ id }) => `house/${id}/allotment`,
      () => ({ seats: 4 }),
    ),
    refusals: {
      screening_cancelled: on(
        gone,
        ({ id }) => `house/${id}/allotment`,
        () => ({ seats: null }),
      ),
    },
  },
  takeTillSeatsBack: {
    good: on(
      (world) => aTill(world.server),
      ({ id }) => `kiosks/${id}/take-seats-back`,
      () => ({}),
    ),
  },
  releaseBlock: {
    good: on(
      blocked,
      ({ id }) => `house/${id}/blocks/release`,
      ({ hall }) => ({ seats: [hall.seat('A1')] }),
    ),
    refusals: {
      seat_not_blocked: on(
        show,
        ({ id }) => `house/${id}/blocks/release`,
        ({ hall }) => ({ seats: [hall.seat('A1')] }),
      ),
    },
  },
  cancelHouse: {
    good: on(
      show,
      ({ id }) => `house/${id}/cancel`,
      () => ({ reason }),
    ),
    refusals: {
      screening_cancelled: on(
        gone,
        ({ id }) => `house/${id}/cancel`,
        () => ({ reason }),
      ),
    },
  },
};
