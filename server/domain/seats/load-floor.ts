import type { RefusalCode } from '../../contract/refusals.ts';
import { type Floor, seatById } from '../../contract/seat-rules.ts';
import { type SeatState, stateOfSymbol } from '../../contract/seats.ts';
import { type Db, type Sql, sql } from '../../db.ts';
import { type LoadedPlan, loadSeatPlan } from '../halls/load-seat-plan.ts';
import type { House } from '../house.ts';

/** The floor of one screening as it is at this moment: its plan and what is free. */
export interface ScreeningFloor extends Floor {
  plan: LoadedPlan;
  /** One symbol per seat in plan order, as the live feed sends them. */
  symbols: string;
  /** When the next hold dies and its seats are free again, without anybody writing anything. */
  nextExpiry: Date | null;
  /** Why nothing is sold at all, if so; staff may sell longer. */
  closed: { toPublic: RefusalCode | null; toStaff: RefusalCode | null };
}

/**
 * Null if there is no such screening that the public may know of. With `kioskId`, as that till sees it: the seats allotted
 * to it are free to it.
 */
export function loadFloor(db: Db, screeningId: number, kioskId: number | null = null): Promise<ScreeningFloor | null> {
  return readFloor(sql(db), db, screeningId, kioskId);
}

/**
 * The same, to look at before anything is written: where a live feed runs, as it knows the floor, which is not older than
 * its `freshMs`. Whoever then writes asks the database.
 */
export function publicFloor(
  house: Pick<House, 'db' | 'recentFloor'>,
  screeningId: number,
  kioskId: number | null = null,
): Promise<ScreeningFloor | null> {
  if (kioskId === null && house.recentFloor) return house.recentFloor(screeningId);
  return loadFloor(house.db, screeningId, kioskId);
}

/** The same, as an open transaction sees it. */
export async function readFloor(
  tx: Sql,
  db: Db,
  screeningId: number,
  kioskId: number | null,
): Promise<ScreeningFloor | null> {
  const [row] = await tx.query<{
    plan: number;
    seats: number[] | null;
    symbols: string | null;
    next_expiry: Date | null;
    released: boolean;
    to_public: RefusalCode | null;
    to_staff: RefusalCode | null;
  }>({ name: 'load_floor', text }, [screeningId, kioskId]);
  if (!row) return null;
  const plan = await loadSeatPlan(db, row.plan, tx);
  const symbols = symbolsOf(plan, row.seats ?? [], row.symbols ?? '');
  return {
    plan,
    symbols,
    states: statesOf(symbols),
    nextExpiry: row.next_expiry,
    accessibleReleased: row.released,
    closed: { toPublic: row.to_public, toStaff: row.to_staff },
  };
}

// Claim by claim, not seat by seat: most of a house is free most of the time. A till's own allotted seats are free to it.
const text = `
SELECT sc.seat_plan_id AS plan, claims.*,
       coalesce(sc.starts_at - make_interval(mins => c.accessible_release_minutes) <= now(), false) AS released,
       refusal_of_sales(sc, false) AS to_public, refusal_of_sales(sc, true) AS to_staff
  FROM screenings sc CROSS JOIN cinema c
  CROSS JOIN LATERAL (
    SELECT array_agg(seat_id) AS seats,
           string_agg(CASE
             WHEN kind = 'hold' AND expires_at > now() THEN 'h'
             WHEN kind = 'sale' THEN 's'
             WHEN kind IN ('allotment', 'hold') AND kiosk_id = $2 THEN '.'
             ELSE 'b'
           END, '') AS symbols,
           min(expires_at) FILTER (WHERE expires_at > now()) AS next_expiry
      FROM live_claims WHERE screening_id = sc.id) claims
 WHERE sc.id = $1 AND sc.status <> 'draft'`;

/** The floor to judge a choice by, once these seats have been held too. */
export function withHeld(floor: ScreeningFloor, held: readonly number[]): ScreeningFloor {
  if (held.length === 0) return floor;
  const states = [...floor.states];
  for (const id of held) {
    const seat = seatById(floor.plan, id);
    if (seat) states[seat.ordinal] = 'held';
  }
  return { ...floor, states };
}

/** One symbol per seat in plan order; the symbols given are those of `seats`, by id. */
function symbolsOf(plan: LoadedPlan, seats: number[], given: string): string {
  const symbols = new Array<string>(plan.seats.length).fill('.');
  seats.forEach((id, at) => {
    const seat = seatById(plan, id);
    if (seat) symbols[seat.ordinal] = given[at] ?? 'b';
  });
  return symbols.join('');
}

function statesOf(symbols: string): SeatState[] {
  return Array.from(symbols, (symbol) => stateOfSymbol[symbol] ?? 'blocked');
}
