import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { ShiftReport } from '../../contract/till/shifts.ts';
import type { Tx } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Spent } from '../kiosks/approve.ts';
import { shiftReport } from './shift-report.ts';

/** How a drawer was counted, in minor units. */
interface Count {
  count: number;
  /** What should be in it. */
  expected: number;
  denominations?: Record<string, number> | undefined;
  note?: string | undefined;
  approval?: Spent | null;
  /** Away from its till. */
  atOffice?: boolean;
}

/**
 * The X report of an open shift that is now going to be closed: waits for whatever is putting money into its drawer, and
 * nothing comes after. Refusals: `no_open_shift`; `payments_under_way` while a card payment is.
 */
export async function lockToClose(tx: Tx, by: { kioskId: number } | { id: number }): Promise<ShiftReport | Refusal> {
  const [shift] = await tx.query<{ id: number }>(
    `SELECT id FROM shifts WHERE ${'id' in by ? 'id' : 'kiosk_id'} = $1 AND closed_at IS NULL FOR UPDATE`,
    ['id' in by ? by.id : by.kioskId],
  );
  if (!shift) return refuse('no_open_shift');
  const under = await tx.query(
    "SELECT FROM payments WHERE shift_id = $1 AND status IN ('open', 'processing') LIMIT 1",
    [shift.id],
  );
  if (under.length > 0) return refuse('payments_under_way');
  const report = await shiftReport(tx, shift.id);
  if (!report) throw new Error('an open shift is gone');
  return report;
}

/** Closes a shift that was locked, under its till's next number, and keeps the Z report as it is. */
export async function writeClose(
  tx: Tx,
  actor: Actor,
  shiftId: number,
  { count, expected, denominations, note, approval = null, atOffice = false }: Count,
): Promise<ShiftReport> {
  const [next] = await tx.query<{ number: number }>(
    `UPDATE kiosks SET z_number = z_number + 1 WHERE id = (SELECT kiosk_id FROM shifts WHERE id = $1)
     RETURNING z_number AS number`,
    [shiftId],
  );
  await tx.query(
    `UPDATE shifts SET closed_at = now(), closed_by = $2, closing_count = $3, closing_expected = $4, denominations = $5,
            note = $6, closing_approval_id = $7, z_number = $8, closed_at_office = $9, report = '{}' WHERE id = $1`,
    [
      shiftId,
      actor.userId,
      count,
      expected,
      denominations ? JSON.stringify(denominations) : null,
      note || null,
      approval?.id ?? null,
      next?.number,
      atOffice,
    ],
  );
  const report = await shiftReport(tx, shiftId);
  if (!report) throw new Error('a shift that was closed is gone');
  await tx.query('UPDATE shifts SET report = $2 WHERE id = $1', [shiftId, JSON.stringify(report)]);
  await recordAudit(tx, actor, {
    action: atOffice ? 'close_shift_at_office' : 'close_shift',
    entity: 'shift',
    entityId: shiftId,
    after: {
      z: report.number,
      counted: report.counted,
      difference: report.difference,
      approvedBy: approval?.supervisorId ?? null,
    },
  });
  return report;
}
