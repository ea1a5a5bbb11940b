import type { CancellationReply } from '../../contract/api/staff/schedule.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { type Sql, sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';

/** How far the job has come that gives the money of a cancelled screening back. */
export async function cancellationProgress(
  house: House,
  actor: Actor,
  screeningId: number,
): Promise<CancellationReply | Refusal> {
  const no = denied(actor, 'cancel_screening');
  if (no) return no;
  return (await countCancellation(sql(house.db), screeningId)) ?? refuse('not_found', { screening: screeningId });
}

/** What became of the orders, the money and the letters of a cancelled screening; null if it is not cancelled. */
export async function countCancellation(db: Sql, screeningId: number): Promise<CancellationReply | null> {
  const [row] = await db.query<CancellationReply>({ name: 'count_cancellation', text }, [screeningId]);
  return row ?? null;
}

const text = `
SELECT o.left AS "ordersLeft", o.done AS "ordersDone", c.currency,
       json_build_object('pending', r.pending, 'atTill', r.at_till, 'succeeded', r.succeeded, 'failed', r.failed) AS refunds,
       coalesce(r.returned, 0) AS returned, coalesce(r.owed, 0) AS owed,
       (SELECT count(*) FROM mails m JOIN orders w ON w.id = m.order_id
         WHERE w.screening_id = sc.id AND m.kind = 'screening_cancelled' AND m.sent_at IS NULL) AS "lettersWaiting"
  FROM screenings sc CROSS JOIN cinema c
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE status IN ('pending', 'paid', 'partially_refunded')) AS left,
           count(*) FILTER (WHERE ended_at >= sc.cancelled_at) AS done
      FROM orders WHERE screening_id = sc.id) o
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE f.status = 'pending' AND p.method <> 'cash') AS pending,
           count(*) FILTER (WHERE f.status = 'pending' AND p.method = 'cash') AS at_till,
           count(*) FILTER (WHERE f.status = 'succeeded') AS succeeded,
           count(*) FILTER (WHERE f.status = 'failed') AS failed,
           sum(f.amount) FILTER (WHERE f.status = 'succeeded') AS returned,
           sum(f.amount) FILTER (WHERE f.status = 'pending' AND p.method <> 'cash') AS owed
      FROM refunds f JOIN orders o ON o.id = f.order_id JOIN refund_ways p ON p.payment_id = f.payment_id
     WHERE o.screening_id = sc.id AND f.reason = 'screening_cancelled') r
 WHERE sc.id = $1 AND sc.status = 'cancelled'`;
