import type { Attention } from '../../contract/api/staff/reports.ts';
import type { Sql } from '../../db.ts';

/** As many of each as a page shows. */
const most = 20;

/**
 * What somebody should look at, as of `now`. Nothing here is an error by itself: jobs are tried again, customers take
 * their time to pay; but each has waited longer than it should.
 */
export async function needsAttention(sql: Sql, now: Date): Promise<Omit<Attention, 'mayRetry'>> {
  const [row] = await sql.query<{ attention: Omit<Attention, 'mayRetry'> }>(
    {
      name: 'needs_attention',
      text: `SELECT json_build_object('payments', (${found(payments)}), 'refunds', (${found(refunds)}),
                      'jobs', (${found(jobs)}), 'letters', (${found(letters)}), 'holes', (${found(holes)}),
                      'webhooks', (${found(webhooks)}), 'pins', (${found(pins)}), 'cutSales', (${found(cutSales)})) AS attention`,
    },
    [now],
  );
  if (!row) throw new Error('the list of what needs attention came back empty');
  return row.attention;
}

/** The first of a query's rows, and how many there are. Each query gives `item` and sorts by `at`. */
function found(query: string): string {
  return `SELECT json_build_object('count', count(*), 'list',
            coalesce(json_agg(item ORDER BY at) FILTER (WHERE nth <= ${most}), '[]'))
            FROM (SELECT item, at, row_number() OVER (ORDER BY at) AS nth FROM (${query}) asked) numbered`;
}

const payments = `
  SELECT json_build_object('order', o.number, 'amount', p.amount, 'processing', p.status = 'processing',
                           'since', p.created_at) AS item, p.created_at AS at
    FROM payments p JOIN orders o ON o.id = p.order_id
   WHERE p.status IN ('open', 'processing') AND p.created_at < $1::timestamptz - interval '5 minutes'`;

const refunds = `
  SELECT json_build_object('order', o.number, 'amount', r.amount, 'failure', r.failure,
                           'since', coalesce(r.settled_at, r.created_at)) AS item, r.created_at AS at
    FROM refunds r JOIN orders o ON o.id = r.order_id
   WHERE r.status = 'failed'
     AND NOT EXISTS (SELECT FROM refunds again WHERE again.payment_id = r.payment_id AND again.id > r.id
                        AND again.status <> 'failed' AND again.amount >= r.amount)`;

// A first failure or two mend themselves within seconds. The last line of an error is for the log.
const jobs = `
  SELECT json_build_object('id', id::text, 'task', task_identifier, 'attempts', attempts,
                           'givenUp', attempts >= max_attempts, 'error', left(split_part(last_error, E'\\n', 1), 200),
                           'since', created_at) AS item, created_at AS at
    FROM graphile_worker.jobs
   WHERE last_error IS NOT NULL AND locked_at IS NULL AND (attempts >= 3 OR attempts >= max_attempts)`;

const letters = `
  SELECT json_build_object('order', o.number, 'kind', m.kind, 'since', m.created_at) AS item, m.created_at AS at
    FROM mails m LEFT JOIN orders o ON o.id = m.order_id
   WHERE m.sent_at IS NULL AND m.created_at < $1::timestamptz - interval '10 minutes'`;

// By hand is as somebody wants it. A failure or two within the hour mend themselves.
const webhooks = `
  SELECT json_build_object('id', id, 'name', name, 'pause', pause, 'since', coalesce(failing_since, paused_at)) AS item,
         coalesce(failing_since, paused_at) AS at
    FROM webhook_endpoints
   WHERE pause IN ('failing', 'gone') OR (pause IS NULL AND failing_since < $1::timestamptz - interval '1 hour')`;

// A pair of card and plan is judged once, however many screenings use it.
const holes = `
  SELECT json_build_object('card', card.name, 'hall', h.name, 'categories', bare.names, 'nothing', bare.nothing,
                           'screenings', used.screenings, 'firstAt', used.first_at) AS item, used.first_at AS at
    FROM (SELECT price_card_id, seat_plan_id, count(*) AS screenings, min(starts_at) AS first_at FROM screenings
           WHERE starts_at > $1::timestamptz AND status <> 'cancelled' GROUP BY 1, 2) used
    JOIN price_cards card ON card.id = used.price_card_id
    JOIN seat_plans plan ON plan.id = used.seat_plan_id JOIN halls h ON h.id = plan.hall_id
   CROSS JOIN LATERAL (
     SELECT json_agg(c.name ORDER BY c.sort_order, c.id) FILTER (WHERE NOT priced) AS names, bool_and(NOT priced) AS nothing
       FROM (SELECT DISTINCT category_id FROM seats WHERE seat_plan_id = plan.id) s
       JOIN seat_categories c ON c.id = s.category_id
      CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM prices p
          WHERE p.price_card_id = card.id AND p.category_id = c.id) AS priced) judged) bare
   WHERE bare.names IS NOT NULL`;

const pins = `
  SELECT json_build_object('person', u.name, 'till', k.name, 'since', f.locked_at) AS item, f.locked_at AS at
    FROM pin_failures f JOIN users u ON u.id = f.user_id JOIN kiosks k ON k.id = f.kiosk_id
   WHERE f.locked_at IS NOT NULL`;

const cutSales = `
  SELECT json_build_object('id', c.id, 'till', k.name, 'amount', c.total, 'reason', c.reason, 'since', c.received_at) AS item,
         c.received_at AS at
    FROM cut_sales c JOIN kiosks k ON k.id = c.kiosk_id
   WHERE c.outcome = 'rejected' AND c.settled_at IS NULL`;
