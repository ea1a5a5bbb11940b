import type { DoorDay, DoorList, DoorScreening } from '../../contract/api/staff/door.ts';
import { stubLength } from '../../contract/api/staff/door.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { businessDate, rfc3339 } from '../../contract/venue-time.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { ticketCode } from '../tickets/ticket-code.ts';

/** The screenings of the business day of `now`, in the order in which they start, with how many are in. */
export async function listDoor(house: House, actor: Actor, now: Date): Promise<DoorDay | Refusal> {
  const no = denied(actor, 'admit_ticket');
  if (no) return no;
  const { timeZone, businessDayCutoff } = await loadCinema(sql(house.db));
  const date = businessDate(now, timeZone, businessDayCutoff);
  const rows = await sql(house.db).query<
    Omit<DoorScreening, 'startsAt' | 'endsAt'> & Record<'startsAt' | 'endsAt', Date>
  >({ name: 'list_door', text: ofDay }, [date]);
  const screenings = rows.map(({ startsAt, endsAt, ...facts }) => ({
    ...facts,
    startsAt: rfc3339(startsAt, timeZone),
    endsAt: rfc3339(endsAt, timeZone),
  }));
  return { date, timeZone, screenings };
}

const ofDay = `
SELECT sc.id, f.title AS film, hall.name AS hall, sc.starts_at AS "startsAt", sc.ends_at AS "endsAt", sc.format,
       sc.status = 'cancelled' AS cancelled, sc.ends_at <= now() AS over, t.sold, t.inside
  FROM screenings sc JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS sold, count(*) FILTER (WHERE status = 'used')::int AS inside
      FROM tickets WHERE screening_id = sc.id AND status IN ('valid', 'used')) t
 WHERE sc.business_date = $1 AND sc.status <> 'draft' ORDER BY sc.starts_at, hall.name, sc.id`;

/** The living tickets of a screening by the stubs of their codes. Refusal: `not_found`. */
export async function listDoorTickets(house: House, actor: Actor, screeningId: number): Promise<DoorList | Refusal> {
  const no = denied(actor, 'admit_ticket');
  if (no) return no;
  const db = sql(house.db);
  const [{ timeZone }, [found], rows] = await Promise.all([
    loadCinema(db),
    db.query<{ now: Date }>(`SELECT now() FROM screenings WHERE id = $1 AND status <> 'draft'`, [screeningId]),
    db.query<{ id: number; revision: number; row: string; number: string; ticketType: string; usedAt: Date | null }>(
      { name: 'list_door_tickets', text: living },
      [screeningId],
    ),
  ]);
  if (!found) return refuse('not_found');
  const tickets = rows.map(({ id, revision, usedAt, ...seat }) => ({
    stub: ticketCode(house.signer, { id, revision }).slice(0, stubLength),
    ...seat,
    usedAt: usedAt && rfc3339(usedAt, timeZone),
  }));
  return { asOf: rfc3339(found.now, timeZone), tickets };
}

const living = `
SELECT t.id, t.revision, s.row, s.number, tt.name AS "ticketType", t.used_at AS "usedAt"
  FROM tickets t JOIN seats s ON s.id = t.seat_id JOIN ticket_types tt ON tt.id = t.ticket_type_id
 WHERE t.screening_id = $1 AND t.status IN ('valid', 'used') ORDER BY s.ordinal`;
