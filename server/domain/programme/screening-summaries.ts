import type { Sql } from '../../db.ts';

/** A screening as lists show it. */
export interface ScreeningSummary {
  id: number;
  film: { id: number; slug: string; title: string };
  hall: { id: number; code: string; name: string };
  startsAt: Date;
  endsAt: Date;
  /** `YYYY-MM-DD`. */
  businessDate: string;
  format: string;
  language: string;
  subtitles: string | null;
  status: 'draft' | 'published' | 'cancelled';
  salesOpenAt: Date;
  salesCloseAt: Date;
  seatsTotal: number;
  seatsFree: number;
  /** Free seats that anybody may buy: spaces for wheelchairs and their companions left out. */
  seatsOpen: number;
  /** How many such seats the hall has. */
  seatsForAll: number;
  /**
   * The lowest price of the default ticket type in minor units, over the hall's ordinary seats (a wheelchair space may
   * be cheaper, but not for everyone). Null where nothing is for sale.
   */
  priceFrom: number | null;
}

/** What is left of a screening's seats at one moment. */
export type SeatsLeft = Pick<ScreeningSummary, 'seatsFree' | 'seatsOpen'>;

/** Seats that anybody may buy. */
const ordinary = `kind IN ('standard', 'love')`;

/** SQL: of each plan of the screenings `picked`, its seats for all, what they cost by, and the ids of the few others. */
const plans = `plans AS MATERIALIZED (
       SELECT seat_plan_id, count(*) FILTER (WHERE ${ordinary})::int AS for_all,
              array_agg(DISTINCT category_id) FILTER (WHERE ${ordinary}) AS categories,
              coalesce(array_agg(seats.id) FILTER (WHERE NOT ${ordinary}), '{}') AS spaces
         FROM (SELECT DISTINCT seat_plan_id FROM picked) worn LEFT JOIN seats USING (seat_plan_id) GROUP BY 1
     )`;

/** SQL: how many seats of the screening `s` are taken, and how many spaces among them; its plan is in `plans`. */
const taken = `LATERAL (
       SELECT count(*)::int AS seats, count(*) FILTER (WHERE c.seat_id = ANY (plans.spaces))::int AS spaces
         FROM live_claims c WHERE c.screening_id = s.id) taken`;

const left = `s.seats_total - taken.seats AS "seatsFree", plans.for_all - (taken.seats - taken.spaces) AS "seatsOpen"`;

/**
 * Shows the screenings that `picked`, a SELECT of whole rows of `screenings`, answers: by start, then by hall. With a `name`
 * the statement is prepared.
 */
export function summaries(
  sql: Sql,
  picked: string,
  values: readonly unknown[],
  name?: string,
): Promise<ScreeningSummary[]> {
  const text = `WITH picked AS MATERIALIZED (${picked}), ${plans},
     offers AS MATERIALIZED (
       SELECT seat_plan_id, price_card_id, (
                SELECT min(p.amount) FROM prices p JOIN ticket_types t ON t.id = p.ticket_type_id AND t.is_default
                 WHERE p.price_card_id = pair.price_card_id AND p.category_id = ANY (plans.categories)) AS price_from
         FROM (SELECT DISTINCT seat_plan_id, price_card_id FROM picked) pair JOIN plans USING (seat_plan_id)
     )
     SELECT s.id, json_build_object('id', f.id, 'slug', f.slug, 'title', f.title) AS film,
            json_build_object('id', h.id, 'code', h.code, 'name', h.name) AS hall,
            s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.business_date AS "businessDate",
            s.format, s.language, s.subtitles, s.status,
            s.sales_open_at AS "salesOpenAt", s.sales_close_at AS "salesCloseAt", s.seats_total AS "seatsTotal",
            plans.for_all AS "seatsForAll", ${left}, offers.price_from AS "priceFrom"
       FROM picked s JOIN plans USING (seat_plan_id) JOIN offers USING (seat_plan_id, price_card_id)
       JOIN films f ON f.id = s.film_id JOIN halls h ON h.id = s.hall_id CROSS JOIN ${taken}
      ORDER BY s.starts_at, h.sort_order, s.id`;
  return sql.query<ScreeningSummary>(name === undefined ? text : { name, text }, values);
}

/** The same screenings with what is left of their seats now. Whatever else is said of them stands for the programme. */
export async function withSeatsLeft<Screening extends { id: number }>(
  sql: Sql,
  screenings: readonly Screening[],
): Promise<(Screening & SeatsLeft)[]> {
  const rows = await sql.query<SeatsLeft & { id: number }>(
    {
      name: 'seats_left',
      text: `WITH picked AS MATERIALIZED (SELECT * FROM screenings WHERE id = ANY ($1)), ${plans}
             SELECT s.id, ${left} FROM picked s JOIN plans USING (seat_plan_id) CROSS JOIN ${taken}`,
    },
    [screenings.map(({ id }) => id)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return screenings.map((screening) => ({
    ...screening,
    ...(byId.get(screening.id) ?? { seatsFree: 0, seatsOpen: 0 }),
  }));
}

/** How many seats of each of these screenings are taken now. */
export async function seatsTaken(sql: Sql, screeningIds: readonly number[]): Promise<number[]> {
  const rows = await sql.query<{ taken: number }>(
    {
      name: 'seats_taken',
      text: `SELECT (SELECT count(*)::int FROM live_claims WHERE screening_id = asked.id) AS taken
               FROM unnest($1::int[]) WITH ORDINALITY asked (id, place) ORDER BY place`,
    },
    [screeningIds],
  );
  return rows.map(({ taken }) => taken);
}

/**
 * SQL: the screening can still be bought online at `now`, or will be. Nothing is on sale a day after its start, which is
 * what the index knows about.
 */
export function stillToCome(now: string): string {
  return `status = 'published' AND sales_close_at > ${now} AND starts_at > ${now}::timestamptz - interval '1 day'`;
}
