import type { Shift } from '../../contract/till/shifts.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import type { Sql } from '../../db.ts';

type Row = Omit<Shift, 'openedAt' | 'closedAt'> & { openedAt: Date; closedAt: Date | null; zone: string };

/** A shift by its id, or the open one of a till; null if there is none. */
export async function findShift(sql: Sql, by: { id: number } | { openAt: number }): Promise<Shift | null> {
  const condition = 'id' in by ? 's.id = $1' : 's.kiosk_id = $1 AND s.closed_at IS NULL';
  const [row] = await sql.query<Row>(`${text} WHERE ${condition}`, ['id' in by ? by.id : by.openAt]);
  return row ? shiftOf(row) : null;
}

/** Those of a business day, in the order in which they were opened. */
export async function shiftsOfDay(sql: Sql, date: string): Promise<Shift[]> {
  return (await sql.query<Row>(`${text} WHERE s.business_date = $1 ORDER BY s.opened_at, s.id`, [date])).map(shiftOf);
}

const text = `
  SELECT s.id, json_build_object('id', k.id, 'name', k.name) AS kiosk, u.name AS "openedBy", s.opened_at AS "openedAt",
         s.business_date AS "businessDate", s.opening_float AS float, s.closed_at AS "closedAt", c.time_zone AS zone
    FROM shifts s JOIN kiosks k ON k.id = s.kiosk_id JOIN users u ON u.id = s.opened_by CROSS JOIN cinema c`;

function shiftOf({ zone, openedAt, closedAt, ...row }: Row): Shift {
  return { ...row, openedAt: rfc3339(openedAt, zone), closedAt: closedAt && rfc3339(closedAt, zone) };
}
