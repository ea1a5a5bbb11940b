import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import type { House } from '../house.ts';
import { lockScreeningOnSale } from '../programme/lock-screening.ts';
import { readFloor } from '../seats/load-floor.ts';
import { chooseSeats } from './choose-seats.ts';
import { giveBack, type LeasedScreening } from './lease.ts';
import type { AllotmentWish } from './screenings-to-allot.ts';

/**
 * Makes the seats of a screening that a till keeps as many as it shall keep: those that it has stay, if they are right.
 * Null if it gets none. A seat that somebody else took in this moment is done without.
 */
export async function allotSeats(
  tx: Tx,
  house: House,
  kioskId: number,
  wish: AllotmentWish,
): Promise<LeasedScreening | null> {
  const screening = await lockScreeningOnSale(tx, wish.screeningId);
  if ('refused' in screening) {
    await giveBack(tx, house, kioskId, [wish.screeningId]);
    return null;
  }
  const before = await ownSeats(tx, kioskId, wish.screeningId);
  const floor = await readFloor(tx, house.db, wish.screeningId, kioskId);
  if (!floor) return null;
  const right = before.length === wish.count && before.every((id) => fits(floor.plan.seats, id, wish));
  const wanted = right ? before : chooseSeats(floor, wish);
  const claimed = right ? before : await change(tx, kioskId, wish.screeningId, before, wanted);
  if (!right) await announceSeats(tx, house, wish.screeningId);
  if (claimed.length === 0) return null;
  const [facts] = await tx.query<{ startsAt: Date; plan: number }>(
    'SELECT starts_at AS "startsAt", seat_plan_id AS plan FROM screenings WHERE id = $1',
    [wish.screeningId],
  );
  const ids = await tx.query<{ seat: number; ticket: number }>(
    `SELECT seat, nextval(pg_get_serial_sequence('tickets', 'id')) AS ticket FROM unnest($1::int[]) seat`,
    [claimed],
  );
  if (!facts) throw new Error('a screening that was locked is gone');
  return {
    startsAt: facts.startsAt.toISOString(),
    plan: facts.plan,
    tickets: Object.fromEntries(ids.map(({ seat, ticket }) => [seat, ticket])),
  };
}

function fits(seats: readonly { id: number; category: number; row: string }[], id: number, wish: AllotmentWish) {
  const seat = seats.find((each) => each.id === id);
  return (
    seat !== undefined &&
    (wish.categoryId === null || seat.category === wish.categoryId) &&
    (wish.rows.length === 0 || wish.rows.includes(seat.row))
  );
}

async function ownSeats(tx: Tx, kioskId: number, screeningId: number): Promise<number[]> {
  const rows = await tx.query<{ seat: number }>(
    `SELECT seat_id AS seat FROM seat_claims WHERE kiosk_id = $1 AND screening_id = $2 AND kind = 'allotment'
      ORDER BY seat_id`,
    [kioskId, screeningId],
  );
  return rows.map(({ seat }) => seat);
}

/**
 * Those that it has and those that it wants, all in seat order: its own clerk may be holding some of either at this
 * moment. Answers the seats that the till has now.
 */
async function change(
  tx: Tx,
  kioskId: number,
  screeningId: number,
  before: readonly number[],
  wanted: readonly number[],
): Promise<number[]> {
  const won = await tx.query<{ seat: number }>(
    `INSERT INTO seat_claims (screening_id, seat_id, kind, kiosk_id)
     SELECT $2, wanted, 'allotment', $1 FROM unnest($3::int[]) wanted ORDER BY wanted
     ON CONFLICT (screening_id, seat_id) DO UPDATE
       SET kind = 'allotment', hold_id = NULL, expires_at = NULL, kiosk_id = $1, reason = NULL
       WHERE (seat_claims.expires_at <= now() AND seat_claims.kiosk_id IS NULL)
          OR (seat_claims.kind = 'allotment' AND seat_claims.kiosk_id = $1)
     RETURNING seat_id AS seat`,
    [kioskId, screeningId, [...new Set([...before, ...wanted])]],
  );
  await tx.query(
    `DELETE FROM seat_claims WHERE kiosk_id = $1 AND screening_id = $2 AND kind = 'allotment' AND seat_id <> ALL ($3)`,
    [kioskId, screeningId, wanted],
  );
  return won.map(({ seat }) => seat).filter((seat) => wanted.includes(seat));
}
