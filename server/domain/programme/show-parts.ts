import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Tx } from '../../db.ts';

/** What a screening copies from its film and hall at the moment it is placed. */
export interface ShowParts {
  filmMinutes: number;
  cleaningMinutes: number;
  seatPlanId: number;
  seatsTotal: number;
}

export interface Parts {
  films: Map<number, { filmMinutes: number }>;
  halls: Map<number, { cleaningMinutes: number; seatPlanId: number | null; seatsTotal: number }>;
}

/** Reads films and halls after they were locked: a statement that waits for a lock sees only the locked row anew. */
export async function loadParts(tx: Tx, filmIds: readonly number[], hallIds: readonly number[]): Promise<Parts> {
  const films = await tx.query<{ id: number; filmMinutes: number }>(
    'SELECT id, duration_minutes AS "filmMinutes" FROM films WHERE id = ANY ($1) AND archived_at IS NULL',
    [filmIds],
  );
  const halls = await tx.query<{ id: number; cleaningMinutes: number; seatPlanId: number | null; seatsTotal: number }>(
    `SELECT h.id, h.cleaning_minutes AS "cleaningMinutes", p.id AS "seatPlanId",
            (SELECT count(*) FROM seats WHERE seat_plan_id = p.id) AS "seatsTotal"
       FROM halls h LEFT JOIN seat_plans p ON p.hall_id = h.id AND p.status = 'published'
      WHERE h.id = ANY ($1) AND h.archived_at IS NULL`,
    [hallIds],
  );
  return { films: new Map(films.map((row) => [row.id, row])), halls: new Map(halls.map((row) => [row.id, row])) };
}

export function partsFor(parts: Parts, wanted: { filmId: number; hallId: number }): ShowParts | Refusal {
  const film = parts.films.get(wanted.filmId);
  if (!film) return refuse('not_found', { film: wanted.filmId });
  const hall = parts.halls.get(wanted.hallId);
  if (!hall) return refuse('not_found', { hall: wanted.hallId });
  const { seatPlanId } = hall;
  if (seatPlanId === null) return refuse('plan_not_published', { hall: wanted.hallId });
  return {
    filmMinutes: film.filmMinutes,
    cleaningMinutes: hall.cleaningMinutes,
    seatPlanId,
    seatsTotal: hall.seatsTotal,
  };
}
