import type { Takings } from '../../contract/api/staff/reports.ts';
import { businessDay, venueTime } from '../../contract/venue-time.ts';
import type { Sql } from '../../db.ts';

interface When {
  now: Date;
  /** The business date of `now`. */
  today: string;
  timeZone: string;
  businessDayCutoff: string;
}

/**
 * What was sold, by the business date of the sale (rule 2), in minor units. An order counts with its whole total on the
 * day it was paid; what went back is told beside it, on the day it went back. Money that never bought a ticket (late,
 * doubled, of a wrong amount) is in neither.
 */
export async function takings(sql: Sql, { now, today, timeZone, businessDayCutoff }: When): Promise<Takings> {
  const lastWeek = Temporal.PlainDate.from(today).subtract({ days: 7 }).toString();
  // The same time on the clock, whatever the clocks did in between.
  const aWeekAgo = new Date(venueTime(now, timeZone).subtract({ days: 7 }).epochMilliseconds);
  const { from } = businessDay(today, timeZone, businessDayCutoff);
  const [days, [rest]] = await Promise.all([
    sql.query<{ date: string; amount: number; orders: number }>(
      {
        name: 'takings_by_day',
        text: `SELECT day::date AS date, coalesce(sum(o.total), 0) AS amount, count(o.id) AS orders
                 FROM generate_series($1::date - 13, $1::date, interval '1 day') day
                 LEFT JOIN orders o ON o.sale_business_date = day::date AND o.sale_business_date BETWEEN $1::date - 13 AND $1::date
                GROUP BY day ORDER BY day`,
      },
      [today],
    ),
    sql.query<{ byNow: number; returned: number }>(
      {
        name: 'takings_beside',
        text: `SELECT (SELECT coalesce(sum(total), 0) FROM orders WHERE sale_business_date = $1 AND paid_at <= $2) AS "byNow",
                      (SELECT coalesce(sum(r.amount), 0) FROM refunds r JOIN orders o ON o.id = r.order_id
                        WHERE r.status IN ('pending', 'succeeded') AND r.created_at >= $3 AND r.created_at <= $4
                          AND o.sale_business_date IS NOT NULL
                          AND r.reason NOT IN ('late_payment', 'double_payment', 'wrong_amount', 'abandoned_sale')) AS returned`,
      },
      [lastWeek, aWeekAgo, from, now],
    ),
  ]);
  const amountOf = (date: string) => days.find((day) => day.date === date)?.amount ?? 0;
  return {
    today: amountOf(today),
    returned: rest?.returned ?? 0,
    lastWeekByNow: rest?.byNow ?? 0,
    lastWeek: amountOf(lastWeek),
    days,
  };
}
