import type { Router } from 'express';
import { z } from 'zod';
import { isRefusal, refuse } from '../../contract/refusals.ts';
import type { Deps } from '../../deps.ts';
import { retryJob } from '../../domain/jobs/retry-job.ts';
import { tonight } from '../../domain/reports/tonight.ts';
import { sendRefusal } from '../refusals.ts';

/** Within PostgreSQL's bigint. */
const jobId = z.string().regex(/^[1-9]\d{0,17}$/);

export function installReports(router: Router, deps: Deps): void {
  router.get('/reports/tonight', async (_req, res) => {
    const report = await tonight(deps, res.locals.actor, new Date());
    if (isRefusal(report)) sendRefusal(res, report);
    else res.json(report);
  });
  router.post('/jobs/:id/retry', async (req, res) => {
    const id = jobId.safeParse(req.params.id);
    const retried = id.success ? await retryJob(deps, res.locals.actor, id.data) : refuse('not_found');
    if (isRefusal(retried)) sendRefusal(res, retried);
    else res.json(retried);
  });
}
