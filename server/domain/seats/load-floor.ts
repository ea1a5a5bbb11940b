import type { Floor } from '../../contract/seat-rules.ts';
import { type SeatState, stateOfSymbol } from '../../contract/seats.ts';
import { type Db, type Sql, sql } from '../../db.ts';
import { type LoadedPlan, loadSeatPlan } from '../halls/load-seat-plan.ts';

/** The floor of one screening as it is at this moment: its plan and what is free. */
export interface ScreeningFloor extends Floor {
  plan: LoadedPlan;
  /** One symbol per seat in plan order, as the live feed sends them. */
  symbols: string;
  /** When the next hold dies and its seats are free again, without anybody writing anything. */
  nextExpiry: Date | null;
}

/**
 * Null if there is no such screening that the public may know of. With `kioskId`, as that till sees it: the seats allotted
 * to it are free to it.
 */
export function loadFloor(db: Db, screeningId: number, kioskId: number | null = null): Promise<ScreeningFloor | null> {
  return readFloor(sql(db), db, screeningId, kioskId);
}

/** The same, as an open transaction sees it. */
export async function readFloor(
  tx: Sql,
  db: Db,
  screeningId: number,
  kioskId: number | null,
): Promise<ScreeningFloor | null> {
  const [row] = await tx.query<{ plan: number; symbols: string; next_expiry: Date | null; released: boolean }>(
    {
      name: 'load_floor',
      text: `SELECT sc.seat_plan_id AS plan, st.states AS symbols, st.next_expiry,
                    coalesce(sc.starts_at - make_interval(mins => c.accessible_release_minutes) <= now(), false) AS released
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
  };
}

function statesOf(symbols: string): SeatState[] {
  return Array.from(symbols, (symbol) => stateOfSymbol[symbol] ?? 'blocked');
}
