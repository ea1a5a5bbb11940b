import { type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { readTicketCode } from './ticket-code.ts';

export interface CheckedTicket {
  id: number;
  orderId: number;
  screeningId: number;
  row: string;
  number: string;
  ticketType: string;
  film: string;
  startsAt: Date;
  status: 'pending' | 'valid' | 'used' | 'cancelled';
  usedAt: Date | null;
}

/**
 * Whose seat a code stands for, without using it up. Refused: codes that are forged, swapped for newer ones, not paid,
 * cancelled, or for another screening than the one at hand.
 */
export async function checkTicket(
  house: House,
  actor: Actor,
  input: { code: string; screeningId?: number },
): Promise<CheckedTicket | Refusal> {
  const no = denied(actor, 'check_ticket');
  if (no) return no;
  const read = readTicketCode(house.signer, input.code);
  if (!read) return refuse('ticket_invalid', { reason: 'unknown' });
  const [ticket] = await sql(house.db).query<CheckedTicket & { revision: number }>(
    `SELECT t.id, t.order_id AS "orderId", t.screening_id AS "screeningId", s.row, s.number, tt.name AS "ticketType",
            f.title AS film, sc.starts_at AS "startsAt", t.status, t.used_at AS "usedAt", t.revision
       FROM tickets t JOIN seats s ON s.id = t.seat_id JOIN ticket_types tt ON tt.id = t.ticket_type_id
       JOIN screenings sc ON sc.id = t.screening_id JOIN films f ON f.id = sc.film_id
      WHERE t.id = $1`,
    [read.id],
  );
  if (!ticket) return refuse('ticket_invalid', { reason: 'unknown' });
  const { revision, ...checked } = ticket;
  // The code holds the revision's low eight bits.
  if (revision % 256 !== read.revision) return refuse('ticket_invalid', { reason: 'replaced' });
  if (ticket.status === 'cancelled' || ticket.status === 'pending') {
    return refuse('ticket_invalid', { reason: ticket.status });
  }
  if (input.screeningId !== undefined && input.screeningId !== ticket.screeningId) {
    return refuse('ticket_not_valid_here', { film: ticket.film, startsAt: ticket.startsAt.toISOString() });
  }
  return checked;
}
