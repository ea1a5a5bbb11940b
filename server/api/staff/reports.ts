import { getTonight, retryJob as retryJobOperation } from '../../contract/api/staff/reports.ts';
import { retryJob } from '../../domain/jobs/retry-job.ts';
import { tonight } from '../../domain/reports/tonight.ts';
import { type Api, serve } from '../serve.ts';

export function installReports(api: Api): void {
  serve(api, getTonight, ({ actor }) => tonight(api.deps, actor, new Date()));
  serve(api, retryJobOperation, ({ actor, params }) => retryJob(api.deps, actor, params.id));
}
