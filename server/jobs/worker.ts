import { parseCronItems, run, type Task } from 'graphile-worker';
import { freeJobsOfTheDead } from './abandoned.ts';
import { handlers, type JobDeps } from './handlers.ts';
import type { TaskName, Tasks } from './tasks.ts';
import { workerLogger } from './worker-logger.ts';

/** Jobs at a time in one process. */
const concurrency = 4;

/** Webhooks at a time, besides: strangers' servers may take their ten seconds, and no letter waits for them. */
const webhooksAtOnce = 6;

export interface RunningWorker {
  stop(): Promise<void>;
}

/**
 * Runs the jobs of the house in this process until `stop`, which lets running jobs finish. `alone`: no other process
 * works on this database, so that a job in somebody's hands is in a dead one's.
 */
export async function startWorker(deps: JobDeps, { alone = false } = {}): Promise<RunningWorker> {
  if (alone) await freeJobsOfTheDead(deps.db);
  const { send_webhook, ...tasks } = taskList(deps);
  const usual = {
    pgPool: deps.db.pool,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: workerLogger(deps.log),
  };
  const house = await run({
    ...usual,
    concurrency,
    taskList: tasks,
    parsedCronItems: parseCronItems([
      { task: 'sweep', match: '* * * * *', options: { jobKey: 'sweep', backfillPeriod: 0 } },
      { task: 'remind_customers', match: '* * * * *', options: { jobKey: 'remind_customers', backfillPeriod: 0 } },
      // In a queue of its own, one after the other: a processor that is slow must not take every worker from the mail.
      {
        task: 'reconcile_payments',
        match: '* * * * *',
        options: { jobKey: 'reconcile_payments', queueName: 'reconcile', backfillPeriod: 0 },
      },
    ]),
  });
  const webhooks = await run({
    ...usual,
    concurrency: webhooksAtOnce,
    taskList: { send_webhook },
    parsedCronItems: [],
  });
  return {
    async stop() {
      await Promise.all([house.stop(), webhooks.stop()]);
    },
  };
}

/** Graphile hands every task `unknown`; what we enqueue is typed by `Tasks`. */
function taskList(deps: JobDeps): Record<TaskName, Task> {
  const names = Object.keys(handlers) as TaskName[];
  const tasks = names.map((name) => [name, (payload: unknown) => runTask(name, deps, payload)]);
  return Object.fromEntries(tasks) as Record<TaskName, Task>;
}

async function runTask<Name extends TaskName>(name: Name, deps: JobDeps, payload: unknown): Promise<void> {
  const end = deps.metrics?.jobs.startTimer({ task: name });
  try {
    await handlers[name](deps, payload as Tasks[Name]);
    end?.({ outcome: 'done' });
  } catch (fault) {
    end?.({ outcome: 'failed' });
    throw fault;
  }
}
