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

/** Shows the screenings that `picked`, a SELECT of whole rows of `screenings`, answers: by start, then by hall. */
export function summaries(sql: Sql, picked: string, values: readonly unknown[]): Promise<ScreeningSummary[]> {
  return sql.query<ScreeningSummary>(
    `WITH picked AS MATERIALIZED (${picked}),
     offers AS MATERIALIZED (
       SELECT seat_plan_id, price_card_id, (
                SELECT min(p.amount) FROM prices p JOIN ticket_types t ON t.id = p.ticket_type_id AND t.is_default
                 WHERE p.price_card_id = pair.price_card_id
                   AND EXISTS (SELECT FROM seats WHERE seat_plan_id = pair.seat_plan_id AND category_id = p.category_id
                                                   AND kind IN ('standard', 'love'))) AS price_from,
              (SELECT count(*) FROM seats WHERE seat_plan_id = pair.seat_plan_id AND kind IN ('standard', 'love'))::int AS for_all
         FROM (SELECT DISTINCT seat_plan_id, price_card_id FROM picked) pair
     )
     SELECT s.id, json_build_object('id', f.id, 'slug', f.slug, 'title', f.title) AS film,
            json_build_object('id', h.id, 'code', h.code, 'name', h.name) AS hall,
            s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.business_date AS "businessDate",
            s.format, s.language, s.subtitles, s.status,
            s.sales_open_at AS "salesOpenAt", s.sales_close_at AS "salesCloseAt", s.seats_total AS "seatsTotal",
            s.seats_total - (SELECT count(*) FROM live_claims c WHERE c.screening_id = s.id)::int AS "seatsFree",
            offers.for_all AS "seatsForAll",
            offers.for_all - (SELECT count(*) FROM live_claims c JOIN seats x ON x.id = c.seat_id
                               WHERE c.screening_id = s.id AND x.kind IN ('standard', 'love'))::int AS "seatsOpen",
            offers.price_from AS "priceFrom"
       FROM picked s
       JOIN films f ON f.id = s.film_id JOIN halls h ON h.id = s.hall_id JOIN offers USING (seat_plan_id, price_card_id)
      ORDER BY s.starts_at, h.sort_order, s.id`,
    values,
  );
}

/**
 * SQL: the screening can still be bought online at `now`, or will be. Nothing is on sale a day after its start, which is
 * what the index knows about.
 */
export function stillToCome(now: string): string {
  return `status = 'published' AND sales_close_at > ${now} AND starts_at > ${now}::timestamptz - interval '1 day'`;
}
