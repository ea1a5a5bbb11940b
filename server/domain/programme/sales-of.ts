import type { Sql } from '../../db.ts';

/** What stands in the way of a plain edit of a screening, in seats and orders. */
export interface ScreeningSales {
  sold: number;
  held: number;
  blocked: number;
  /** Pending: one counts even after its hold, because its money may still come. */
  orders: number;
}

export async function salesOf(sql: Sql, screeningId: number): Promise<ScreeningSales> {
  const [sales] = await sql.query<ScreeningSales & Record<string, number>>(
    `SELECT count(*) FILTER (WHERE kind = 'sale') AS sold, count(*) FILTER (WHERE kind = 'hold') AS held,
            count(*) FILTER (WHERE kind IN ('block', 'allotment')) AS blocked,
            (SELECT count(*) FROM orders WHERE screening_id = $1 AND status = 'pending') AS orders
       FROM live_claims WHERE screening_id = $1`,
    [screeningId],
  );
  if (!sales) throw new Error('counting answered no row');
  return sales;
}
