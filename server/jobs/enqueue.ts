import type { Sql } from '../db.ts';
import type { TaskName, Tasks } from './tasks.ts';

export interface JobOptions {
  runAt?: Date;
  /** A waiting job with the same key is replaced instead of doubled. */
  key?: string;
  maxAttempts?: number;
  /** Jobs of one queue run one after the other. */
  queue?: string;
}

/** Adds a job in the caller's transaction: it runs if and only if the change commits. Source: Graphile Worker `add_job`. */
export async function enqueue<Name extends TaskName>(
  tx: Sql,
  name: Name,
  payload: Tasks[Name],
  { runAt, key, maxAttempts = 25, queue }: JobOptions = {},
): Promise<void> {
  await tx.query(
    {
      name: 'enqueue',
      text: `SELECT graphile_worker.add_job($1, payload := $2::json, run_at := $3::timestamptz, job_key := $4, max_attempts := $5, queue_name := $6)`,
    },
    [name, JSON.stringify(payload), runAt ?? null, key ?? null, maxAttempts, queue ?? null],
  );
}
