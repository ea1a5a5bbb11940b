import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type RequestTimes, requestTimes } from './request-times.ts';

/** What this process counts of itself. Every label has few values, all of them ours: never an id, an address or a name. */
export interface Metrics {
  registry: Registry;
  /** Seconds of each answered request. `route` is the template (`/api/orders/:id`), not the path. */
  requests: RequestTimes;
  refusals: Counter<'code'>;
  /** Seconds of each job that ran here. */
  jobs: Histogram<'task' | 'outcome'>;
  /** A gauge that is read when somebody looks, by the value of its one label. */
  read(name: string, help: string, label: string, values: () => Record<string, number>): void;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: requestTimes(
      registry,
      'foyer_http_request_seconds',
      'Time from a request’s arrival to the end of its answer.',
      seconds,
    ),
    refusals: new Counter({
      name: 'foyer_refusals_total',
      help: 'What was asked of the API, or at the shop’s seats, checkout and orders, and refused, by the code of the refusal.',
      labelNames: ['code'],
      registers,
    }),
    jobs: new Histogram({
      name: 'foyer_job_seconds',
      help: 'Time that a job took, and whether it is done or will be tried again.',
      labelNames: ['task', 'outcome'],
      buckets: [...seconds, 30, 60],
      registers,
    }),
    read(name, help, label, values) {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          for (const [value, number] of Object.entries(values())) this.set({ [label]: value }, number);
        },
      });
    },
  };
}

let ofProcess: Registry | undefined;

/** Memory, processor, garbage collection, event loop: once for the process, however many servers a test starts in it. */
export function processMetrics(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}
