import { type Db, sql } from '../../db.ts';
import type { Signer } from '../signer.ts';

/** A hold that has not become an order, or has: what the checkout page stands on. */
export interface HoldView {
  id: number;
  screeningId: number;
  seats: number[];
  expiresAt: Date;
  /** By the database's clock, at this moment. */
  lives: boolean;
  orderId: number | null;
}

const purpose = 'hold';

/** The key to a hold, for the one browser that made it. */
export function holdToken(signer: Signer, holdId: number): string {
  return signer.sign(purpose, String(holdId), 16).toString('base64url');
}

/** Null if there is no such hold or `token` is not its key. */
export async function openHold(db: Db, signer: Signer, holdId: number, token: string): Promise<HoldView | null> {
  const mac = Buffer.from(token, 'base64url');
  if (mac.length !== 16 || !signer.verify(purpose, String(holdId), mac)) return null;
  const [hold] = await sql(db).query<HoldView>(
    `SELECT h.id, h.screening_id AS "screeningId", h.expires_at AS "expiresAt",
            h.ended_at IS NULL AND h.expires_at > now() AS lives, o.id AS "orderId",
            coalesce((SELECT array_agg(c.seat_id ORDER BY s.ordinal) FROM seat_claims c JOIN seats s ON s.id = c.seat_id
                       WHERE c.hold_id = h.id), '{}') AS seats
       FROM holds h LEFT JOIN orders o ON o.hold_id = h.id WHERE h.id = $1`,
    [holdId],
  );
  return hold ?? null;
}
