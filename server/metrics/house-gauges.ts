import { Gauge, Registry } from 'prom-client';
import { type Db, sql } from '../db.ts';
import { needsAttention } from '../domain/reports/needs-attention.ts';

/** However many look: the house is asked no more often than this. */
const freshMs = 5_000;

/**
 * How the whole house is, whichever process is asked: what waits, what struggles, what was done in the last minute. Read
 * from the database when somebody looks; while it does not answer, `foyer_database_up` is 0 and nothing else is said.
 */
export function houseGauges(db: Db): () => Promise<string> {
  let kept: { at: number; text: Promise<string> } | undefined;
  return () => {
    if (!kept || Date.now() - kept.at > freshMs) kept = { at: Date.now(), text: look(db) };
    return kept.text;
  };
}

async function look(db: Db): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const up = gauge('foyer_database_up', 'Whether the database answered.');
  try {
    const [waiting, jobs, acts, attention] = await Promise.all([
      readWaiting(db),
      readJobs(db),
      readActs(db),
      needsAttention(sql(db), new Date()),
    ]);
    up.set(1);
    const queue = gauge('foyer_waiting', 'What waits for a worker, a customer or the processor.', ['what']);
    const oldest = gauge('foyer_waiting_seconds', 'Age of the oldest of it.', ['what']);
    for (const { what, count, seconds } of waiting) {
      queue.set({ what }, count);
      oldest.set({ what }, seconds);
    }
    const states = gauge('foyer_jobs', 'Jobs in the queue, by what is the matter with them.', ['task', 'state']);
    for (const { task, state, count } of jobs) states.set({ task, state }, count);
    const done = gauge('foyer_acts_last_minute', 'Audited acts of the last minute, of all processes.', ['action']);
    for (const { action, count } of acts) done.set({ action }, count);
    const care = gauge('foyer_attention', 'What the dashboard of the back-office asks somebody to look at.', ['what']);
    for (const [what, { count }] of Object.entries(attention)) care.set({ what }, count);
  } catch {
    up.set(0);
  }
  return registry.metrics();
}

interface Waiting {
  what: string;
  count: number;
  seconds: number;
}

/** Each on an index that holds only what waits. */
function readWaiting(db: Db): Promise<(Waiting & Record<string, unknown>)[]> {
  const rows = (what: string, at: string, from: string) =>
    `SELECT '${what}' AS what, count(*) AS count, coalesce(extract(epoch FROM now() - min(${at})), 0)::float AS seconds FROM ${from}`;
  return sql(db).query(
    [
      rows('letters', 'created_at', 'mails WHERE sent_at IS NULL'),
      rows('telegram_messages', 'created_at', 'telegram_messages WHERE sent_at IS NULL'),
      rows('webhooks', 'created_at', `webhook_deliveries WHERE status = 'waiting'`),
      rows('refunds', 'created_at', `refunds WHERE status = 'pending'`),
      rows('payments', 'created_at', `payments WHERE status IN ('open', 'processing')`),
      // As text: no index knows what is pending; the holds that have not ended do.
      rows(
        'orders',
        'o.created_at',
        `holds h JOIN orders o ON o.hold_id = h.id WHERE h.ended_at IS NULL AND o.status::text = 'pending'`,
      ),
      rows('jobs_due', 'run_at', 'graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts'),
      rows(
        'held_seats',
        'now()',
        `holds h JOIN seat_claims c ON c.hold_id = h.id AND c.kind = 'hold' WHERE h.ended_at IS NULL AND h.expires_at > now()`,
      ),
    ].join(' UNION ALL '),
  );
}

function readJobs(db: Db) {
  return sql(db).query<{ task: string; state: string; count: number }>(
    `SELECT task_identifier AS task, count(*) AS count,
            CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'given_up'
                 WHEN attempts > 0 THEN 'failing' WHEN run_at <= now() THEN 'due' ELSE 'planned' END AS state
       FROM graphile_worker.jobs GROUP BY task_identifier, state`,
  );
}

function readActs(db: Db) {
  return sql(db).query<{ action: string; count: number }>(
    `SELECT action, count(*) AS count FROM audit_entries WHERE at > now() - interval '1 minute' GROUP BY action`,
  );
}
