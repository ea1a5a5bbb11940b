import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { ShiftReport } from '../../contract/till/shifts.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { shiftReportPrint } from '../prints/shift-report-print.ts';
import { lockToClose, writeClose } from './write-close.ts';

/**
 * Closes the drawer of a till that cannot do so itself, with what was counted in it, in minor units, and the reason. The
 * Z report says who did it. Sales that the till made without connection and still hands in wait in the queue. Refusals:
 * `not_found`; `changed_meanwhile` if it has been closed; `payments_under_way`.
 */
export async function closeShiftAtOffice(
  house: House,
  actor: Actor,
  { shiftId, count, reason }: { shiftId: number; count: number; reason: string },
): Promise<ShiftReport | Refusal> {
  const no = denied(actor, 'close_shift_at_office');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<ShiftReport | Refusal> => {
    const known = await tx.query('SELECT FROM shifts WHERE id = $1', [shiftId]);
    if (known.length === 0) return refuse('not_found', { shift: shiftId });
    const before = await lockToClose(tx, { id: shiftId });
    if (isRefusal(before)) return before.refused === 'no_open_shift' ? refuse('changed_meanwhile') : before;
    const { expected } = before;
    const report = await writeClose(tx, actor, shiftId, { count, expected, note: reason, atOffice: true });
    return { ...report, document: shiftReportPrint(report, await loadCinema(tx)) };
  });
}
