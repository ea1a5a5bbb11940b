import type { Tx } from '../../db.ts';

/** Pairs each taken seat of a screening with the seat of another plan that is the same to its customer. */
const pairs = `
  SELECT c.seat_id AS old_id, n.id AS new_id
    FROM live_claims c JOIN seats o ON o.id = c.seat_id
    LEFT JOIN seats n ON n.seat_plan_id = $2 AND n.row = o.row AND n.number = o.number AND n.kind = o.kind
                     AND n.category_id = o.category_id
   WHERE c.screening_id = $1`;

/** How many sold or blocked seats of a screening the plan has no counterpart for. */
export async function seatsWithoutPlace(tx: Tx, screeningId: number, seatPlanId: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(`SELECT count(*) FROM (${pairs}) pairs WHERE new_id IS NULL`, [
    screeningId,
    seatPlanId,
  ]);
  return row?.count ?? 0;
}

/** Gives claims and tickets of a locked screening their seats in another plan. Answers how many tickets got new codes. */
export async function carryTickets(tx: Tx, screeningId: number, seatPlanId: number): Promise<number> {
  // What is left of dead holds would stand on seats that are no longer this screening's.
  await tx.query('DELETE FROM seat_claims WHERE screening_id = $1 AND expires_at <= now()', [screeningId]);
  const carried = await tx.query<{ id: number }>(
    `WITH pairs AS (${pairs}), claims AS (
       UPDATE seat_claims c SET seat_id = new_id FROM pairs WHERE c.screening_id = $1 AND c.seat_id = old_id
     )
     UPDATE tickets t SET seat_id = new_id, revision = revision + 1 FROM pairs
      WHERE t.screening_id = $1 AND t.seat_id = old_id AND t.status IN ('valid', 'used')
     RETURNING t.id`,
    [screeningId, seatPlanId],
  );
  return carried.length;
}
