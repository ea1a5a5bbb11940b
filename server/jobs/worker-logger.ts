import { Logger as WorkerLogger } from 'graphile-worker';
import type { Logger } from 'pino';

/** The worker's words in our log: its errors as ours, its everyday talk at debug level. */
export function workerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message, meta) => {
    if (level === 'error') log.error({ ...meta }, message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });
}
