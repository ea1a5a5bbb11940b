import type { Tx } from '../../db.ts';
import type { Lengths, ScreeningTimes } from './screening-times.ts';

export interface Place extends ScreeningTimes, Lengths {
  filmId: number;
  hallId: number;
  seatPlanId: number;
  seatsTotal: number;
}

/** Writes where and when a screening now stands. Its room is locked, and its slot was found free. */
export async function placeScreening(tx: Tx, id: number, place: Place): Promise<void> {
  await tx.query(
    `UPDATE screenings
        SET film_id = $2, hall_id = $3, seat_plan_id = $4, seats_total = $5, starts_at = $6, ends_at = $7,
            hall_free_at = $8, business_date = $9, sales_close_at = $10, pre_show_minutes = $11, film_minutes = $12,
            cleaning_minutes = $13, sales_open_at = least(sales_open_at, $6::timestamptz - interval '1 minute')
      WHERE id = $1`,
    [
      id,
      place.filmId,
      place.hallId,
      place.seatPlanId,
      place.seatsTotal,
      place.startsAt,
      place.endsAt,
      place.hallFreeAt,
      place.businessDate,
      place.salesCloseAt,
      place.preShowMinutes,
      place.filmMinutes,
      place.cleaningMinutes,
    ],
  );
}
