import { createHash } from 'node:crypto';
import type { DoorAnswer, DoorReason, DoorScan } from '../../contract/door.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { businessDate, rfc3339 } from '../../contract/venue-time.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { type Cinema, loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { lockOrder } from '../orders/lock-order.ts';
import { type ReadTicket, readTicket } from '../tickets/read-ticket.ts';
import { firstAdmission } from './first-admission.ts';

/**
 * Lets one guest in by the code of their ticket (rule 14). The first valid scan wins, and the answer to every other one
 * says why not. The same scan gets the same answer again, whatever has happened since; only an admission that was taken
 * back is no longer one. Refusal: `idempotency_mismatch`, if the uuid is another code's.
 */
export async function admitTicket(house: House, actor: Actor, scan: DoorScan): Promise<DoorAnswer | Refusal> {
  const no = denied(actor, 'admit_ticket');
  if (no) return no;
  const codeHash = createHash('sha256').update(scan.code.toUpperCase()).digest('base64url');
  return inTransaction(house.db, async (tx): Promise<DoorAnswer | Refusal> => {
    const ours = await tx.query(
      `INSERT INTO door_scans (uuid, code_hash, door, user_id, kiosk_id, noted, scanned_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() - make_interval(secs => $7)) ON CONFLICT DO NOTHING RETURNING uuid`,
      [scan.uuid, codeHash, scan.door, actor.userId, actor.kioskId ?? null, scan.noted, scan.agoMs / 1_000],
    );
    if (ours.length === 0) return sameAgain(tx, actor, scan, codeHash);
    const found = await readTicket(tx, house.signer, scan.code);
    // Whoever cancels or moves a ticket holds its order: read again once nobody can.
    if (found) await lockOrder(tx, found.orderId);
    const ticket = found && (await readTicket(tx, house.signer, scan.code));
    const answer = await judge(tx, scan, ticket);
    if (ticket && answer.admitted) await letIn(tx, house, actor, scan, ticket);
    await tx.query('UPDATE door_scans SET ticket_id = $2, admitted = $3, answer = $4 WHERE uuid = $1', [
      scan.uuid,
      ticket?.id ?? null,
      answer.admitted,
      JSON.stringify(answer),
    ]);
    if (scan.noted && !answer.admitted) await noteUnasked(tx, actor, scan, answer);
    return answer;
  });
}

async function judge(tx: Tx, scan: DoorScan, ticket: ReadTicket | null): Promise<DoorAnswer> {
  const cinema = await loadCinema(tx);
  const reason = ticket ? reasonAgainst(ticket, scan, cinema) : 'unknown';
  const first = ticket && reason === 'used' ? await firstAdmission(tx, ticket.id) : null;
  return {
    uuid: scan.uuid,
    admitted: reason === null,
    reason,
    ticket: ticket && {
      id: ticket.id,
      screening: ticket.screening,
      film: ticket.film,
      hall: ticket.hall,
      startsAt: rfc3339(ticket.startsAt, cinema.timeZone),
      row: ticket.row,
      number: ticket.number,
      category: ticket.category,
      ticketType: ticket.ticketType,
      minAge: ticket.minAge,
      maxAge: ticket.maxAge,
      age: ticket.age,
    },
    first: first && { ...first, at: rfc3339(first.at, cinema.timeZone) },
  };
}

function reasonAgainst(ticket: ReadTicket, { screenings }: DoorScan, cinema: Cinema): DoorReason | null {
  if (ticket.replaced) return 'replaced';
  if (ticket.screeningCancelled) return 'screening_cancelled';
  if (ticket.exchanged) return 'exchanged';
  if (ticket.status === 'cancelled') return 'cancelled';
  if (ticket.status === 'pending') return 'not_paid';
  if (screenings && !screenings.includes(ticket.screening)) return 'other_screening';
  const today = businessDate(new Date(), cinema.timeZone, cinema.businessDayCutoff);
  if (!screenings && ticket.businessDate !== today) return 'not_today';
  return ticket.status === 'used' ? 'used' : null;
}

async function letIn(tx: Tx, house: House, actor: Actor, scan: DoorScan, ticket: ReadTicket): Promise<void> {
  await tx.query(`UPDATE tickets SET status = 'used', used_at = now() WHERE id = $1`, [ticket.id]);
  await announceSeats(tx, house, ticket.screening);
  await recordAudit(tx, actor, {
    action: 'admit_ticket',
    entity: 'ticket',
    entityId: ticket.id,
    before: { status: 'valid' },
    after: { status: 'used', tickets: [ticket.id], reason: scan.door, noted: scan.noted || undefined },
  });
}

/** The first answer of this scan. Meanwhile a person may have let the guest in: that is put on record too. */
async function sameAgain(tx: Tx, actor: Actor, scan: DoorScan, codeHash: string): Promise<DoorAnswer | Refusal> {
  const [first] = await tx.query<{ codeHash: string; answer: DoorAnswer; undone: boolean; noted: boolean }>(
    `SELECT code_hash AS "codeHash", answer, undone_at IS NOT NULL AS undone, noted FROM door_scans WHERE uuid = $1 FOR UPDATE`,
    [scan.uuid],
  );
  if (first?.codeHash !== codeHash) return refuse('idempotency_mismatch');
  const { answer } = first;
  if (scan.noted && !first.noted) {
    await tx.query('UPDATE door_scans SET noted = true WHERE uuid = $1', [scan.uuid]);
    if (!answer.admitted) await noteUnasked(tx, actor, scan, answer);
  }
  return first.undone ? { ...answer, admitted: false, reason: 'undone' } : answer;
}

/** Somebody is in whose ticket does not let them in. */
async function noteUnasked(tx: Tx, actor: Actor, scan: DoorScan, { reason, ticket }: DoorAnswer): Promise<void> {
  await recordAudit(tx, actor, {
    action: 'let_in_unasked',
    entity: ticket ? 'ticket' : 'scan',
    entityId: ticket?.id ?? scan.uuid,
    after: { tickets: ticket ? [ticket.id] : [], reason, door: scan.door },
  });
}
