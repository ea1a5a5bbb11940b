import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Shift } from '../../contract/till/shifts.ts';
import { businessDate } from '../../contract/venue-time.ts';
import type { Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { atTill, clerkAt } from '../kiosks/at-till.ts';
import { once } from '../kiosks/once.ts';
import { findShift } from './find-shift.ts';

/**
 * Opens the drawer of a till with its float, in minor units. Its business date is that of this moment (rule 2). A till
 * has one open drawer at most, and the database sees to it. Refusal: `shift_open`.
 */
export async function openShift(
  house: House,
  actor: Actor,
  body: { uuid: string; float: number },
): Promise<Shift | Refusal> {
  const no = denied(actor, 'open_shift');
  if (no) return no;
  const { kioskId, userId } = clerkAt(actor);
  return once(house, actor, { uuid: body.uuid, act: 'open_shift', body }, async (tx) => {
    const { timeZone, businessDayCutoff } = await loadCinema(tx);
    const [opened] = await tx.query<{ id: number }>(
      `INSERT INTO shifts (uuid, kiosk_id, opened_by, opening_float, business_date) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (kiosk_id) WHERE closed_at IS NULL DO NOTHING RETURNING id`,
      [body.uuid, kioskId, userId, body.float, businessDate(new Date(), timeZone, businessDayCutoff)],
    );
    if (!opened) return refuse('shift_open');
    await recordAudit(tx, actor, {
      action: 'open_shift',
      entity: 'shift',
      entityId: opened.id,
      after: { float: body.float },
    });
    const shift = await findShift(tx, { id: opened.id });
    if (!shift) throw new Error('a shift that was opened is gone');
    return shift;
  });
}

/**
 * The open shift of the till, held open until the transaction ends: whatever puts money into its drawer, or a card
 * payment onto its report, takes it first. Refusal: `no_open_shift`.
 */
export async function lockOpenShift(tx: Tx, actor: Actor): Promise<{ id: number } | Refusal> {
  const [shift] = await tx.query<{ id: number }>(
    'SELECT id FROM shifts WHERE kiosk_id = $1 AND closed_at IS NULL FOR SHARE',
    [atTill(actor).kioskId],
  );
  return shift ?? refuse('no_open_shift');
}
