import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Shift, ShiftReport } from '../../contract/till/shifts.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { atTill } from '../kiosks/at-till.ts';
import { shiftReportPrint } from '../prints/shift-report-print.ts';
import { findShift } from './find-shift.ts';
import { shiftReport } from './shift-report.ts';

/** The open shift of the till; `not_found` if its drawer is closed. */
export async function currentShift(house: House, actor: Actor): Promise<Shift | Refusal> {
  return (await findShift(sql(house.db), { openAt: atTill(actor).kioskId })) ?? refuse('not_found');
}

/** How the open drawer of the till stands at this moment. */
export async function xReport(house: House, actor: Actor): Promise<ShiftReport | Refusal> {
  const no = denied(actor, 'open_shift');
  if (no) return no;
  const open = await findShift(sql(house.db), { openAt: atTill(actor).kioskId });
  const report = open && (await shiftReport(sql(house.db), open.id));
  return report ? printable(house, report) : refuse('not_found');
}

/** The Z report as it was printed: at a till its own, in the office any. `not_found` while the drawer is open. */
export async function zReport(house: House, actor: Actor, shiftId: number): Promise<ShiftReport | Refusal> {
  const no = denied(actor, actor.kioskId === undefined ? 'see_cash_up' : 'open_shift');
  if (no) return no;
  const [closed] = await sql(house.db).query<{ report: ShiftReport }>(
    `SELECT report FROM shifts WHERE id = $1 AND closed_at IS NOT NULL AND ($2::int IS NULL OR kiosk_id = $2)`,
    [shiftId, actor.kioskId ?? null],
  );
  return closed ? printable(house, closed.report) : refuse('not_found');
}

async function printable(house: House, report: ShiftReport): Promise<ShiftReport> {
  return { ...report, document: shiftReportPrint(report, await loadCinema(sql(house.db))) };
}
