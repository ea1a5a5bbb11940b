import { type CashUp, summed } from '../../contract/api/staff/cash-up.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { ShiftReport } from '../../contract/till/shifts.ts';
import { businessDate, businessDay, rfc3339 } from '../../contract/venue-time.ts';
import { type Sql, sql } from '../../db.ts';
import { type Actor, denied, may } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { shiftReportPrint } from '../prints/shift-report-print.ts';
import { shiftsOfDay } from '../shifts/find-shift.ts';
import { shiftReport } from '../shifts/shift-report.ts';

/**
 * What the drawers of a business day hold and why, and what cash passed the office's counter beside them. A shift counts
 * on the day it was opened, the office's cash on the day it changed hands (rule 2). `date` null: today.
 */
export async function cashUp(
  house: House,
  actor: Actor,
  { date, now }: { date: string | null; now: Date },
): Promise<CashUp | Refusal> {
  const no = denied(actor, 'see_cash_up');
  if (no) return no;
  const db = sql(house.db);
  const cinema = await loadCinema(db);
  const { timeZone, businessDayCutoff, currency } = cinema;
  const day = date ?? businessDate(now, timeZone, businessDayCutoff);
  const { from, to } = businessDay(day, timeZone, businessDayCutoff);
  const shifts: ShiftReport[] = [];
  for (const { id } of await shiftsOfDay(db, day)) {
    const report = (await kept(db, id)) ?? (await shiftReport(db, id));
    if (report) shifts.push({ ...report, document: shiftReportPrint(report, cinema) });
  }
  const sum = (name: (typeof summed)[number]) => shifts.reduce((total, report) => total + (report[name] ?? 0), 0);
  const paidOut = await db.query<{ order: string; amount: number; at: Date; by: string | null }>(
    `SELECT o.number AS "order", r.amount, r.settled_at AS at, u.name AS by
       FROM refunds r JOIN refund_ways p ON p.payment_id = r.payment_id AND p.method = 'cash' JOIN orders o ON o.id = r.order_id
       LEFT JOIN users u ON u.id = r.clerk_id
      WHERE r.shift_id IS NULL AND r.status = 'succeeded' AND r.settled_at >= $1 AND r.settled_at < $2
      ORDER BY r.settled_at, r.id`,
    [from, to],
  );
  const [taken] = await db.query<{ amount: number }>(
    `SELECT coalesce(sum(p.amount), 0) AS amount FROM payments p JOIN orders o ON o.id = p.order_id
      WHERE p.shift_id IS NULL AND p.method = 'cash' AND p.status = 'captured' AND o.sale_business_date = $1`,
    [day],
  );
  return {
    date: day,
    timeZone,
    currency,
    shifts,
    totals: Object.fromEntries(summed.map((name) => [name, sum(name)])) as CashUp['totals'],
    paidOutAtOffice: paidOut.map((row) => ({ ...row, at: rfc3339(row.at, timeZone) })),
    takenAtOffice: taken?.amount ?? 0,
    may: { closeDrawer: may(actor, 'close_shift_at_office') },
  };
}

/** A Z report stays as it was printed. */
async function kept(db: Sql, shiftId: number): Promise<ShiftReport | null> {
  const [row] = await db.query<{ report: ShiftReport | null }>(
    'SELECT report FROM shifts WHERE id = $1 AND closed_at IS NOT NULL',
    [shiftId],
  );
  return row?.report ?? null;
}
