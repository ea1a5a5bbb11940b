import type { Sql } from '../../db.ts';

/** When, where and by which scan a used ticket came in; its own word where no scan is known. */
export async function firstAdmission(
  db: Sql,
  ticketId: number,
): Promise<{ at: Date; scan: string | null; door: string | null } | null> {
  const [first] = await db.query<{ at: Date; scan: string | null; door: string | null }>(
    `SELECT coalesce(d.scanned_at, t.used_at) AS at, d.uuid AS scan, d.door
       FROM tickets t LEFT JOIN door_scans d ON d.ticket_id = t.id AND d.admitted AND d.undone_at IS NULL
      WHERE t.id = $1 AND t.used_at IS NOT NULL`,
    [ticketId],
  );
  return first ?? null;
}
