import { type Db, inTransaction, sql, type Tx } from '../db.ts';
import { queueDelivery } from '../domain/webhooks/queue-delivery.ts';
import { enqueue } from './enqueue.ts';

/** No letter and no cancelling takes so long: whoever had the job has died. */
const deadAfterMinutes = 5;
/** Asking a slow processor about hundreds of payments does take minutes. */
const reconcilerDeadAfterMinutes = 15;

/**
 * Frees the jobs that a worker had under its hands when it was killed; else they would wait for four hours. Only for a
 * worker that knows itself to be the only one. Source: Graphile Worker `force_unlock_workers`.
 */
export async function freeJobsOfTheDead(db: Db): Promise<void> {
  await sql(db).query(
    `SELECT graphile_worker.force_unlock_workers(
       ARRAY(SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL))`,
  );
}

/**
 * Gives work that nobody does any more a new job: beside other workers one cannot tell at once who has died.
 * (Refunds, payments and dead holds are looked after by `reconcile_payments` and `sweep` themselves.)
 */
export async function takeUpAbandoned(db: Db, { telegram }: { telegram: boolean }): Promise<void> {
  await inTransaction(db, async (tx) => {
    const letters = await tx.query<{ key: string }>(
      `SELECT m.key FROM mails m WHERE m.sent_at IS NULL AND m.created_at < now() - make_interval(mins => $1)
          AND NOT EXISTS (${attended(`'send_mail:' || m.key`)}) LIMIT 200`,
      [deadAfterMinutes],
    );
    for (const { key } of letters) await enqueue(tx, 'send_mail', { key }, { key: `send_mail:${key}` });
    // A webhook's try takes ten seconds at most. Asking about payments may take minutes, and does no harm beside itself.
    // Whoever has had one for longer has died, and its queue is locked with it.
    await tx.query(
      `SELECT graphile_worker.force_unlock_workers(ARRAY(
         SELECT DISTINCT locked_by FROM graphile_worker.jobs
          WHERE (task_identifier = 'send_webhook' AND locked_at < now() - make_interval(mins => $1))
             OR (task_identifier = 'reconcile_payments' AND locked_at < now() - make_interval(mins => $2))))`,
      [deadAfterMinutes, reconcilerDeadAfterMinutes],
    );
    const deliveries = await tx.query<{ id: number; endpointId: number }>(
      `SELECT d.id, d.endpoint_id AS "endpointId" FROM webhook_deliveries d JOIN webhook_endpoints p ON p.id = d.endpoint_id
        WHERE d.status = 'waiting' AND p.pause IS NULL
          AND coalesce(d.next_at, d.created_at) < now() - make_interval(mins => $1)
          AND NOT EXISTS (${attended(`'send_webhook:' || d.id`)}) LIMIT 200`,
      [deadAfterMinutes],
    );
    for (const delivery of deliveries) await queueDelivery(tx, delivery);
    if (telegram) await takeUpMessages(tx);
    const screenings = await tx.query<{ id: number }>(
      `SELECT sc.id FROM screenings sc WHERE sc.status = 'cancelled'
          AND EXISTS (SELECT FROM orders o WHERE o.screening_id = sc.id AND o.status IN ('pending', 'paid', 'partially_refunded'))
          AND NOT EXISTS (${attended(`'cancel_screening_orders:' || sc.id`)})`,
      [deadAfterMinutes],
    );
    for (const { id } of screenings) {
      await enqueue(tx, 'cancel_screening_orders', { screeningId: id }, { key: `cancel_screening_orders:${id}` });
    }
  });
}

/** Also those that were queued while there was no bot; what is a day old is no news any more. */
async function takeUpMessages(tx: Tx): Promise<void> {
  const messages = await tx.query<{ key: string }>(
    `SELECT m.key FROM telegram_messages m WHERE m.sent_at IS NULL AND m.created_at < now() - make_interval(mins => $1)
        AND m.created_at > now() - interval '1 day' AND NOT EXISTS (${attended(`'send_telegram:' || m.key`)}) LIMIT 200`,
    [deadAfterMinutes],
  );
  for (const { key } of messages) await enqueue(tx, 'send_telegram', { key }, { key: `send_telegram:${key}` });
}

/** A job that waits for its turn, or that somebody living may have under their hands. */
function attended(key: string): string {
  return `SELECT FROM graphile_worker.jobs j WHERE j.key = ${key}
           AND (j.locked_at IS NULL OR j.locked_at > now() - make_interval(mins => $1))`;
}
