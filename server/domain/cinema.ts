import type { Cinema } from '@prisma/client';
import type { Sql } from '../db.ts';

export type { Cinema };

/** The settings of this cinema. Durations in minutes, the tax rate in hundredths of a percent. */
export async function loadCinema(sql: Sql): Promise<Cinema> {
  const [cinema] = await sql.query<Cinema>({ name: 'load_cinema', text });
  if (!cinema) throw new Error('the cinema has no settings: the table "cinema" is empty');
  return cinema;
}

const text = `
SELECT id, name, address, phone, email, time_zone AS "timeZone", currency, business_day_cutoff AS "businessDayCutoff",
  hold_minutes AS "holdMinutes", hold_cap_minutes AS "holdCapMinutes", max_seats_per_buyer AS "maxSeatsPerBuyer",
  max_holds_per_buyer AS "maxHoldsPerBuyer", sales_close_minutes AS "salesCloseMinutes",
  cancel_window_minutes AS "cancelWindowMinutes", accessible_release_minutes AS "accessibleReleaseMinutes",
  pre_show_minutes AS "preShowMinutes", tax_rate AS "taxRate", cash_difference_allowed AS "cashDifferenceAllowed",
  till_lock_minutes AS "tillLockMinutes", allotment_seats AS "allotmentSeats", receipt_text AS "receiptText"
FROM cinema`;
