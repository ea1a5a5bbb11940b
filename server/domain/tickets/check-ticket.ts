import { type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { type ReadTicket, readTicket } from './read-ticket.ts';

/**
 * Whose seat a code stands for, without using it up. Refused: codes that are forged, swapped for newer ones, not paid,
 * cancelled, or for another screening than the one at hand.
 */
export async function checkTicket(
  house: House,
  actor: Actor,
  input: { code: string; screeningId?: number },
): Promise<ReadTicket | Refusal> {
  const no = denied(actor, 'check_ticket');
  if (no) return no;
  const ticket = await readTicket(sql(house.db), house.signer, input.code);
  if (!ticket) return refuse('ticket_invalid', { reason: 'unknown' });
  if (ticket.replaced) return refuse('ticket_invalid', { reason: 'replaced' });
  if (ticket.status === 'cancelled' || ticket.status === 'pending') {
    return refuse('ticket_invalid', { reason: ticket.status });
  }
  if (input.screeningId !== undefined && input.screeningId !== ticket.screening) {
    return refuse('ticket_not_valid_here', { film: ticket.film, startsAt: ticket.startsAt.toISOString() });
  }
  return ticket;
}
