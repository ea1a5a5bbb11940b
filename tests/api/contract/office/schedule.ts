import type { TestScreening } from '../../../setup/house.ts';
import type { Call, Recipes, World } from '../world.ts';
import { at, cancelled, office, on, paidOrder, showAfter } from './at.ts';
import { bareHall } from './halls.ts';

const show = (world: World) => world.aShow();
const draft = (world: World) => world.aShow({ status: 'draft' });
const gone = (world: World) => showAfter(world, cancelled);
const reason = 'The projector is broken.';

/** The hour that the clocks leave out in Kyiv, and the one that comes twice. */
const missing = { date: '2027-03-28', time: '03:30' };
const twice = { date: '2027-10-31', time: '03:30' };

let weeks = 0;

/** Another screening of the film in the hall of `like`, weeks after everything else. */
function another({ filmId, hall, priceCardId }: TestScreening) {
  const at = new Date(Date.now() + ++weeks * 7 * 86_400_000 + 40 * 86_400_000).toISOString();
  return { filmId, hallId: hall.id, priceCardId, start: { at }, language: 'en' };
}

const scheduling = (change: (world: World, like: TestScreening) => object | Promise<object>) => async (world: World) =>
  office(world, 'schedule/screenings', { ...another(world.screening), ...(await change(world, world.screening)) });

const moving = (made: (world: World) => Promise<TestScreening>, to: (show: TestScreening) => object) =>
  on(made, ({ id }) => `schedule/screenings/${id}/move`, to);

async function sold(world: World): Promise<Call> {
  const { order } = await paidOrder(world);
  return office(world, `schedule/screenings/${order.session.id}/move`, { start: another(world.screening).start });
}

async function copying(world: World, to?: string): Promise<Call> {
  const { id } = await world.aShow();
  const [row] = (await world.sql('SELECT business_date::text AS day FROM screenings WHERE id = $1', [id])) as {
    day: string;
  }[];
  const from = row?.day ?? '';
  return office(world, 'schedule/copy', { from, to: to ?? from, days: 1 });
}

export const scheduleRecipes: Record<string, Recipes> = {
  getBoard: { good: at('schedule') },
  listBoardFilms: { good: at('schedule/films') },
  getCancellation: { good: on(gone, ({ id }) => `schedule/screenings/${id}/cancellation`) },
  scheduleScreening: {
    good: scheduling(() => ({})),
    refusals: {
      not_found: scheduling(() => ({ filmId: 999_999 })),
      screening_overlap: scheduling((_, { startsAt }) => ({ start: { at: startsAt.toISOString() } })),
      plan_not_published: scheduling(async (world) => ({ hallId: await bareHall(world) })),
      local_time_missing: scheduling(() => ({ start: missing })),
      local_time_ambiguous: scheduling(() => ({ start: twice })),
    },
  },
  moveScreening: {
    good: moving(show, (like) => ({ start: another(like).start })),
    refusals: {
      screening_cancelled: moving(gone, (like) => ({ start: another(like).start })),
      screening_has_sales: sold,
      screening_begun: moving(
        (world) => world.aShow({ startsAt: new Date(Date.now() - 600_000) }),
        (like) => ({ start: another(like).start, withSales: true }),
      ),
      screening_overlap: async (world) => {
        const { id } = await world.aShow();
        const { hall, startsAt } = world.screening;
        const body = { hallId: hall.id, start: { at: startsAt.toISOString() } };
        return office(world, `schedule/screenings/${id}/move`, body);
      },
      plan_not_published: async (world) => {
        const { id } = await world.aShow();
        return office(world, `schedule/screenings/${id}/move`, { hallId: await bareHall(world) });
      },
      local_time_missing: moving(show, () => ({ start: missing })),
      local_time_ambiguous: moving(show, () => ({ start: twice })),
    },
  },
  publishScreenings: {
    good: on(
      draft,
      () => 'schedule/publish',
      ({ id }) => ({ ids: [id] }),
    ),
    refusals: {
      not_found: at('schedule/publish', { ids: [999_999] }),
      screening_cancelled: on(
        gone,
        () => 'schedule/publish',
        ({ id }) => ({ ids: [id] }),
      ),
    },
  },
  unscheduleScreenings: {
    good: on(
      draft,
      () => 'schedule/unschedule',
      ({ id }) => ({ ids: [id] }),
    ),
    refusals: {
      not_found: at('schedule/unschedule', { ids: [999_999] }),
      screening_published: on(
        show,
        () => 'schedule/unschedule',
        ({ id }) => ({ ids: [id] }),
      ),
    },
  },
  copyScreenings: {
    good: (world) => copying(world, `2028-01-${String((++weeks % 28) + 1).padStart(2, '0')}`),
    refusals: { copies_do_not_fit: (world) => copying(world) },
  },
  cancelScreening: {
    good: on(
      show,
      ({ id }) => `schedule/screenings/${id}/cancel`,
      () => ({ reason }),
    ),
    refusals: {
      screening_cancelled: on(
        gone,
        ({ id }) => `schedule/screenings/${id}/cancel`,
        () => ({ reason }),
      ),
    },
  },
};
