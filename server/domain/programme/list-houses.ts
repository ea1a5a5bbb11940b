import type { HouseDay, HouseScreening } from '../../contract/api/staff/house.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { businessDate } from '../../contract/venue-time.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { summaries } from './screening-summaries.ts';

/** The screenings of a business date (today's, unless it says which) that the public knows of, cancelled ones too. */
export async function listHouses(house: House, actor: Actor, date?: string): Promise<HouseDay | Refusal> {
  const no = denied(actor, 'view_house');
  if (no) return no;
  const { timeZone, businessDayCutoff } = await loadCinema(sql(house.db));
  const today = businessDate(new Date(), timeZone, businessDayCutoff);
  const day = date ?? today;
  const found = await summaries(
    sql(house.db),
    "SELECT * FROM screenings WHERE business_date = $1 AND status <> 'draft'",
    [day],
  );
  const screenings = found.map(
    (each): HouseScreening => ({
      id: each.id,
      film: each.film.title,
      hall: each.hall.name,
      startsAt: each.startsAt.toISOString(),
      endsAt: each.endsAt.toISOString(),
      businessDate: each.businessDate,
      format: each.format,
      status: each.status === 'cancelled' ? 'cancelled' : 'published',
      seatsTotal: each.seatsTotal,
      seatsFree: each.seatsFree,
    }),
  );
  return { date: day, today, timeZone, screenings };
}
