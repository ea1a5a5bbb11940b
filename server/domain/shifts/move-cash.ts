import type { z } from 'zod';
import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import type { cashMovement, Shift } from '../../contract/till/shifts.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { spendApproval } from '../kiosks/approve.ts';
import { clerkAt } from '../kiosks/at-till.ts';
import { once } from '../kiosks/once.ts';
import { findShift } from './find-shift.ts';
import { lockOpenShift } from './open-shift.ts';

/**
 * Cash goes into or out of the open drawer without a sale, in minor units. What is paid out needs a supervisor's yes.
 * Refusals: `no_open_shift`, `approval_needed`, `approval_invalid`.
 */
export async function moveCash(
  house: House,
  actor: Actor,
  body: z.output<typeof cashMovement>,
): Promise<Shift | Refusal> {
  const no = denied(actor, 'move_cash');
  if (no) return no;
  const { userId } = clerkAt(actor);
  const { uuid, kind, amount, reason } = body;
  return once(house, actor, { uuid, act: 'move_cash', body }, async (tx) => {
    const open = await lockOpenShift(tx, actor);
    if (isRefusal(open)) return open;
    const approved = kind === 'paid_out' ? await spendApproval(tx, actor, 'paid_out', body.approval) : null;
    if (isRefusal(approved)) return approved;
    await tx.query(
      `INSERT INTO cash_movements (uuid, shift_id, kind, amount, reason, user_id, approval_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [uuid, open.id, kind, amount, reason, userId, approved?.id ?? null],
    );
    await recordAudit(tx, actor, {
      action: 'move_cash',
      entity: 'shift',
      entityId: open.id,
      after: { kind, amount, approvedBy: approved?.supervisorId ?? null },
    });
    const shift = await findShift(tx, { id: open.id });
    if (!shift) throw new Error('an open shift is gone');
    return shift;
  });
}
