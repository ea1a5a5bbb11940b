import type { RefusalCode } from '../../contract/refusals.ts';
import type { Floor } from '../../contract/seat-rules.ts';
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
    symbols: string;
    next_expiry: Date | null;
    released: boolean;
    closed: ScreeningFloor['closed'];
  }>(
    {
      name: 'load_floor',
      text: `SELECT sc.seat_plan_id AS plan, st.states AS symbols, st.next_expiry,
                    coalesce(sc.starts_at - make_interval(mins => c.accessible_release_minutes) <= now(), false) AS released,
                    json_build_object('toPublic', sales_refusal(sc.id, false), 'toStaff', sales_refusal(sc.id, true)) AS closed
               FROM screenings sc CROSS JOIN cinema c CROSS JOIN LATERAL seat_states(sc.id, $2) st
              WHERE sc.id = $1 AND sc.status <> 'draft'`,
    },
    [screeningId, kioskId],
  );
  if (!row) return null;
  return {
    plan: await loadSeatPlan(db, row.plan, tx),
    symbols: row.symbols,
    states: statesOf(row.symbols),
    nextExpiry: row.next_expiry,
    accessibleReleased: row.released,
    closed: row.closed,
  };
}

function statesOf(symbols: string): SeatState[] {
  return Array.from(symbols, (symbol) => stateOfSymbol[symbol] ?? 'blocked');
}
