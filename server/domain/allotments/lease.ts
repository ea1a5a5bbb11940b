import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import type { House } from '../house.ts';

/** What one till may sell of a screening without the server. */
export interface LeasedScreening {
  /** RFC 3339 UTC, and the seat plan: a lease of a screening that was moved is worth nothing. */
  startsAt: string;
  plan: number;
  /** Seat → the id that is reserved for its ticket. */
  tickets: Record<string, number>;
}

export interface Lease {
  epoch: number;
  instance: string;
  leasedAt: Date;
  /** Null: it is the one that counts. */
  endedAt: Date | null;
  screenings: Record<string, LeasedScreening>;
}

export interface LockedKiosk {
  id: number;
  instance: string | null;
  epoch: number;
  revoked: boolean;
  allotmentSeats: number | null;
  allotmentCategoryId: number | null;
  allotmentRows: string;
}

/** A till, kept from syncing, reconciling and being revoked at the same time. Comes after its shift in the order of locks. */
export async function lockKiosk(tx: Tx, kioskId: number): Promise<LockedKiosk | null> {
  const [kiosk] = await tx.query<LockedKiosk & Record<string, unknown>>(
    `SELECT id, instance, epoch, revoked_at IS NOT NULL AS revoked, allotment_seats AS "allotmentSeats",
            allotment_category_id AS "allotmentCategoryId", allotment_rows AS "allotmentRows"
       FROM kiosks WHERE id = $1 FOR NO KEY UPDATE`,
    [kioskId],
  );
  return kiosk ?? null;
}

const columns = 'epoch, instance, leased_at AS "leasedAt", ended_at AS "endedAt", screenings';

export async function findLease(tx: Tx, kioskId: number, epoch: number): Promise<Lease | null> {
  const [lease] = await tx.query<Lease & Record<string, unknown>>(
    `SELECT ${columns} FROM leases WHERE kiosk_id = $1 AND epoch = $2`,
    [kioskId, epoch],
  );
  return lease ?? null;
}

/** The last one since the till was enrolled, living or not. */
export async function lastLease(tx: Tx, kioskId: number): Promise<Lease | null> {
  const [lease] = await tx.query<Lease & Record<string, unknown>>(
    `SELECT ${columns} FROM leases WHERE kiosk_id = $1
        AND leased_at >= (SELECT coalesce(enrolled_at, '-infinity') FROM kiosks WHERE id = $1)
      ORDER BY epoch DESC LIMIT 1`,
    [kioskId],
  );
  return lease ?? null;
}

/** What is sold under the till's living lease from now on is not believed. Its seats stay as they are. */
export async function endLease(tx: Tx, kioskId: number): Promise<void> {
  await tx.query('UPDATE leases SET ended_at = now() WHERE kiosk_id = $1 AND ended_at IS NULL', [kioskId]);
}

/**
 * The screenings of which a till keeps seats, and these besides: kept from being moved or called off, in the order of
 * their ids, before any of their claims is touched. Answers those of which it keeps seats.
 */
export async function lockScreeningsOf(tx: Tx, kioskId: number, besides: readonly number[] = []): Promise<number[]> {
  const locked = await tx.query<{ id: number; kept: boolean }>(
    `WITH kept AS (SELECT DISTINCT screening_id AS id FROM seat_claims WHERE kiosk_id = $1)
     SELECT id, id IN (SELECT id FROM kept) AS kept FROM screenings
      WHERE id = ANY (ARRAY(SELECT id FROM kept) || $2::int[]) ORDER BY id FOR SHARE OF screenings`,
    [kioskId, besides],
  );
  return locked.filter(({ kept }) => kept).map(({ id }) => id);
}

/**
 * A till's seats of these screenings, of all if none are named, are on sale to everybody again. Those that it holds for a
 * customer at this moment stay held, and come free with the hold. Answers how many were given back, by screening. The
 * screenings are locked, by `lockScreeningsOf`.
 */
export async function giveBack(
  tx: Tx,
  house: House,
  kioskId: number,
  screenings: readonly number[] | null = null,
): Promise<Map<number, number>> {
  const own = await tx.query<{ screening: number; seat: number; kind: string }>(
    `SELECT screening_id AS screening, seat_id AS seat, kind FROM seat_claims
      WHERE kiosk_id = $1 AND ($2::int[] IS NULL OR screening_id = ANY ($2)) ORDER BY screening_id, seat_id FOR UPDATE`,
    [kioskId, screenings],
  );
  await tx.query(
    `UPDATE seat_claims SET kiosk_id = NULL WHERE kiosk_id = $1 AND kind = 'hold' AND ($2::int[] IS NULL OR screening_id = ANY ($2))`,
    [kioskId, screenings],
  );
  await tx.query(
    `DELETE FROM seat_claims WHERE kiosk_id = $1 AND kind = 'allotment' AND ($2::int[] IS NULL OR screening_id = ANY ($2))`,
    [kioskId, screenings],
  );
  const given = new Map<number, number>();
  for (const { screening, kind } of own) {
    given.set(screening, (given.get(screening) ?? 0) + (kind === 'allotment' ? 1 : 0));
  }
  for (const screening of given.keys()) await announceSeats(tx, house, screening);
  return given;
}
