import type { HallPlans } from '../../contract/api/staff/halls.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { SeatCategory } from '../../contract/seats.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';

type VersionRow = Omit<HallPlans['plans'][number], 'createdAt' | 'publishedAt'> & {
  hallId: number;
  createdAt: Date;
  publishedAt: Date | null;
};

/** The halls that are in use, each with all versions of its plan, and the categories that seats can wear. */
export async function listHallPlans(
  house: House,
  actor: Actor,
): Promise<{ halls: HallPlans[]; categories: SeatCategory[] } | Refusal> {
  const no = denied(actor, 'save_seat_plan');
  if (no) return no;
  const speaker = sql(house.db);
  const [halls, versions, categories, { timeZone }] = await Promise.all([
    speaker.query<Omit<HallPlans, 'plans'>>(
      'SELECT id, code, name, capacity FROM halls WHERE archived_at IS NULL ORDER BY sort_order, name',
    ),
    speaker.query<VersionRow>(
      `SELECT id, hall_id AS "hallId", version, status, name, created_at AS "createdAt",
              published_at AS "publishedAt",
              (SELECT count(*) FROM seats_as_drawn WHERE seat_plan_id = seat_plans.id) AS seats,
              (SELECT count(*) FROM screenings
                WHERE seat_plan_id = seat_plans.id AND status <> 'cancelled' AND starts_at > now())
                AS "comingScreenings"
         FROM seat_plans ORDER BY version DESC`,
    ),
    speaker.query<SeatCategory>('SELECT id, code, name, color, shape FROM seat_categories ORDER BY sort_order, id'),
    loadCinema(speaker),
  ]);
  const local = (instant: Date) => rfc3339(instant, timeZone);
  return {
    halls: halls.map((hall) => ({
      ...hall,
      plans: versions
        .filter(({ hallId }) => hallId === hall.id)
        .map(({ hallId: _, createdAt, publishedAt, ...version }) => ({
          ...version,
          createdAt: local(createdAt),
          publishedAt: publishedAt && local(publishedAt),
        })),
    })),
    categories,
  };
}
