import { parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';
import { freeJobsOfTheDead } from './abandoned.ts';
import { handlers, type JobDeps } from './handlers.ts';
import type { TaskName, Tasks } from './tasks.ts';
import { workerLogger } from './worker-logger.ts';

/** Jobs at a time in one process. */
const concurrency = 4;

/**
 * Runs the jobs of the house in this process until `stop`, which lets running jobs finish. `alone`: no other process
 * works on this database, so that a job in somebody's hands is in a dead one's.
 */
export async function startWorker(deps: JobDeps, { alone = false } = {}): Promise<Runner> {
  if (alone) await freeJobsOfTheDead(deps.db);
  return run({
    pgPool: deps.db.pool,
    concurrency,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: workerLogger(deps.log),
    taskList: taskList(deps),
    parsedCronItems: parseCronItems([
      { task: 'sweep', match: '* * * * *', options: { jobKey: 'sweep', backfillPeriod: 0 } },
      // In a queue of its own, one after the other: a processor that is slow must not take every worker from the mail.
      {
        task: 'reconcile_payments',
        match: '* * * * *',
        options: { jobKey: 'reconcile_payments', queueName: 'reconcile', backfillPeriod: 0 },
      },
    ]),
  });
}

/** Graphile hands every task `unknown`; what we enqueue is typed by `Tasks`. */
function taskList(deps: JobDeps): TaskList {
  const names = Object.keys(handlers) as TaskName[];
  return Object.fromEntries(names.map((name) => [name, (payload: unknown) => runTask(name, deps, payload)]));
}

async function runTask<Name extends TaskName>(name: Name, deps: JobDeps, payload: unknown): Promise<void> {
  await handlers[name](deps, payload as Tasks[Name]);
}
