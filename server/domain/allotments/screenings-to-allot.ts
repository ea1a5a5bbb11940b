import { businessDate } from '../../contract/venue-time.ts';
import type { Tx } from '../../db.ts';
import { loadCinema } from '../cinema.ts';
import { rowsOf, type SeatsWished } from './choose-seats.ts';
import type { LockedKiosk } from './lease.ts';

export interface AllotmentWish extends SeatsWished {
  screeningId: number;
}

/**
 * What a till shall keep, in the order in which screenings are locked: of those that say so themselves, and of the others
 * of tonight as the till or the cinema has it. A screening that is over, or not on sale yet, keeps nothing.
 */
export async function screeningsToAllot(tx: Tx, kiosk: LockedKiosk): Promise<AllotmentWish[]> {
  const { timeZone, businessDayCutoff, allotmentSeats } = await loadCinema(tx);
  const tonight = businessDate(new Date(), timeZone, businessDayCutoff);
  const rows = await tx.query<{ id: number; seats: number | null }>(
    `SELECT id, allotment_seats AS seats FROM screenings
      WHERE status = 'published' AND sales_open_at <= now() AND ends_at > now()
        AND (business_date = $1 OR allotment_seats > 0) ORDER BY id`,
    [tonight],
  );
  return rows
    .map(({ id, seats }) => ({
      screeningId: id,
      count: seats ?? kiosk.allotmentSeats ?? allotmentSeats,
      categoryId: kiosk.allotmentCategoryId,
      rows: rowsOf(kiosk.allotmentRows),
    }))
    .filter(({ count }) => count > 0);
}
