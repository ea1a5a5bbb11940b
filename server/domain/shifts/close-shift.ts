import type { z } from 'zod';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { closeShift as closeBody, ShiftReport } from '../../contract/till/shifts.ts';
import type { Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { type Spent, spendApproval } from '../kiosks/approve.ts';
import { clerkAt } from '../kiosks/at-till.ts';
import { once } from '../kiosks/once.ts';
import { shiftReportPrint } from '../prints/shift-report-print.ts';
import { lockToClose, writeClose } from './write-close.ts';

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
  const { kioskId } = clerkAt(actor);
  return once(house, actor, { uuid: body.uuid, act: 'close_shift', body }, async (tx) => {
    const before = await lockToClose(tx, { kioskId });
    if (isRefusal(before)) return before;
    const approved = await lookedAt(tx, actor, body, before.expected);
    if (isRefusal(approved)) return approved;
    const report = await writeClose(tx, actor, before.shift.id, {
      ...body,
      expected: before.expected,
      approval: approved,
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
