import type { Sql } from '../../db.ts';

/** A ticket that lets somebody in, and whom its type is for. */
export interface PartyTicket {
  id: number;
  seatId: number;
  isChild: boolean;
  /** Full years, both included; null: no such end. */
  minAge: number | null;
  maxAge: number | null;
}

/** The living tickets of an order, in the order of their seats. */
export function partyOf(tx: Sql, orderId: number): Promise<PartyTicket[]> {
  return tx.query<PartyTicket & Record<string, unknown>>(
    `SELECT t.id, t.seat_id AS "seatId", y.is_child AS "isChild", y.min_age AS "minAge", y.max_age AS "maxAge"
       FROM tickets t JOIN ticket_types y ON y.id = t.ticket_type_id
      WHERE t.order_id = $1 AND t.status IN ('valid', 'used') ORDER BY t.seat_id`,
    [orderId],
  );
}
