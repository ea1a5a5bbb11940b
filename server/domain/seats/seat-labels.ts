import type { Sql } from '../../db.ts';

/** What people read on seats (`F7`), in the order of the plan. */
export async function seatLabels(tx: Sql, seats: readonly number[]): Promise<string[]> {
  const rows = await tx.query<{ label: string }>(
    'SELECT row || number AS label FROM seats WHERE id = ANY ($1) ORDER BY ordinal',
    [seats],
  );
  return rows.map((row) => row.label);
}
