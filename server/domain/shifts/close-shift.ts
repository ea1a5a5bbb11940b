import type { z } from 'zod';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { closeShift as closeBody, ShiftReport } from '../../contract/till/shifts.ts';
import type { Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { type Spent, spendApproval } from '../kiosks/approve.ts';
import { clerkAt } from '../kiosks/at-till.ts';
import { once } from '../kiosks/once.ts';
import { shiftReportPrint } from '../prints/shift-report-print.ts';
import { shiftReport } from './shift-report.ts';

/**
 * Closes the drawer with what was counted in it and answers the Z report, which is kept as it is. Not while a card
 * payment is under way there. Refusals: `no_open_shift`, `payments_under_way`; `approval_needed` or `approval_invalid`
 * if the count is off by more than the cinema allows.
 */
export async function closeShift(
  house: House,
  actor: Actor,
  body: z.output<typeof closeBody>,
): Promise<ShiftReport | Refusal> {
  const no = denied(actor, 'close_shift');
  if (no) return no;
  const { kioskId, userId } = clerkAt(actor);
  return once(house, actor, { uuid: body.uuid, act: 'close_shift', body }, async (tx) => {
    // Waits for whatever is putting money into the drawer; nothing comes after.
    const [shift] = await tx.query<{ id: number }>(
      'SELECT id FROM shifts WHERE kiosk_id = $1 AND closed_at IS NULL FOR UPDATE',
      [kioskId],
    );
    if (!shift) return refuse('no_open_shift');
    const under = await tx.query(
      "SELECT FROM payments WHERE shift_id = $1 AND status IN ('open', 'processing') LIMIT 1",
      [shift.id],
    );
    if (under.length > 0) return refuse('payments_under_way');
    const before = await shiftReport(tx, shift.id);
    if (!before) throw new Error('an open shift is gone');
    const approved = await lookedAt(tx, actor, body, before.expected);
    if (isRefusal(approved)) return approved;
    const [next] = await tx.query<{ number: number }>(
      'UPDATE kiosks SET z_number = z_number + 1 WHERE id = $1 RETURNING z_number AS number',
      [kioskId],
    );
    await tx.query(
      `UPDATE shifts SET closed_at = now(), closed_by = $2, closing_count = $3, closing_expected = $4, denominations = $5,
              note = $6, closing_approval_id = $7, z_number = $8, report = '{}' WHERE id = $1`,
      [
        shift.id,
        userId,
        body.count,
        before.expected,
        body.denominations ? JSON.stringify(body.denominations) : null,
        body.note || null,
        approved?.id ?? null,
        next?.number,
      ],
    );
    const report = await shiftReport(tx, shift.id);
    if (!report) throw new Error('a shift that was closed is gone');
    await tx.query('UPDATE shifts SET report = $2 WHERE id = $1', [shift.id, JSON.stringify(report)]);
    await recordAudit(tx, actor, {
      action: 'close_shift',
      entity: 'shift',
      entityId: shift.id,
      after: {
        z: report.number,
        counted: report.counted,
        difference: report.difference,
        approvedBy: approved?.supervisorId ?? null,
      },
    });
    return { ...report, document: shiftReportPrint(report, await loadCinema(tx)) };
  });
}

/** Null if the count is near enough; else who has looked at it, or that somebody must. */
async function lookedAt(
  tx: Tx,
  actor: Actor,
  { count, approval }: { count: number; approval?: string | undefined },
  expected: number,
): Promise<Spent | null | Refusal> {
  const difference = count - expected;
  const { cashDifferenceAllowed } = await loadCinema(tx);
  if (Math.abs(difference) <= cashDifferenceAllowed) return null;
  if (approval === undefined) {
    return refuse('approval_needed', { what: 'close_with_difference', expected, difference });
  }
  return spendApproval(tx, actor, 'close_with_difference', approval);
}
