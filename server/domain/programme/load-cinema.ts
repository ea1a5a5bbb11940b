import type { Sql } from '../../db.ts';

/** The settings that programme verbs read. Durations in minutes. */
export interface Cinema {
  /** IANA zone. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** `HH:MM`, venue time. */
  businessDayCutoff: string;
  preShowMinutes: number;
  /** Web sales close this long after the start. */
  salesCloseMinutes: number;
}

export async function loadCinema(sql: Sql): Promise<Cinema> {
  const [cinema] = await sql.query<Cinema>({
    name: 'load_cinema',
    text: `SELECT time_zone AS "timeZone", currency, business_day_cutoff AS "businessDayCutoff",
                  pre_show_minutes AS "preShowMinutes", sales_close_minutes AS "salesCloseMinutes"
             FROM cinema`,
  });
  if (!cinema) throw new Error('The cinema has no settings: the table "cinema" is empty.');
  return cinema;
}
