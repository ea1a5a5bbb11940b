import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

/**
 * Lets a failed job run now, with all its tries before it. Jobs are safe to run twice. Refusal: `not_found` for one
 * that has not failed, has run meanwhile, or is running. Source: Graphile Worker `reschedule_jobs`.
 *
 * @param jobId a bigint in digits
 */
export async function retryJob(house: House, actor: Actor, jobId: string): Promise<{ id: string } | Refusal> {
  const no = denied(actor, 'retry_job');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: string } | Refusal> => {
    const [job] = await tx.query<{ task: string; attempts: number }>(
      `SELECT task_identifier AS task, attempts FROM graphile_worker.jobs WHERE id = $1 AND last_error IS NOT NULL`,
      [jobId],
    );
    const again = job
      ? await tx.query(
          'SELECT FROM graphile_worker.reschedule_jobs(ARRAY[$1::bigint], run_at := now(), attempts := 0)',
          [jobId],
        )
      : [];
    if (!job || again.length === 0) return refuse('not_found', { job: jobId });
    await recordAudit(tx, actor, { action: 'retry_job', entity: 'job', entityId: jobId, before: job });
    return { id: jobId };
  });
}
