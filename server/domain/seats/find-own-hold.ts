import { type Db, sql } from '../../db.ts';
import type { Actor } from '../actor.ts';

export interface OwnHold {
  id: number;
  seats: number[];
  expiresAt: Date;
  /** Set once the hold has become an order that waits for its payment. */
  orderId: number | null;
}

/**
 * The newest living hold of this buyer on a screening, if there is one: whoever comes back to the map, or sends the same
 * choice twice, is led on to it instead of being told that the seats are taken.
 */
export async function findOwnHold(db: Db, actor: Actor, screeningId: number): Promise<OwnHold | null> {
  const [hold] = await sql(db).query<OwnHold>(
    {
      name: 'find_own_hold',
      text: `SELECT h.id, h.expires_at AS "expiresAt", o.id AS "orderId", array_agg(c.seat_id ORDER BY s.ordinal) AS seats
       FROM holds h JOIN seat_claims c ON c.hold_id = h.id AND c.kind = 'hold' JOIN seats s ON s.id = c.seat_id
       LEFT JOIN orders o ON o.hold_id = h.id
      WHERE h.screening_id = $2 AND h.buyer = $1 AND h.ended_at IS NULL AND h.expires_at > now()
        AND (o.id IS NULL OR o.status = 'pending')
      GROUP BY h.id, o.id ORDER BY h.id DESC LIMIT 1`,
    },
    [actor.buyer, screeningId],
  );
  return hold ?? null;
}
