import { createServer } from 'node:http';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { buildDeps } from './deps.ts';
import { startWorker } from './jobs/worker.ts';
import { installSockets } from './sockets.ts';

export interface RunningServer {
  url: string;
  stop(): Promise<void>;
}

/** How long open requests may take to finish once we are told to stop. */
const graceMs = 10_000;

/** The process: what the role asks for, listening, until `stop`. Throws if the port is taken. */
export async function startServer(config: Config, databaseUrl: string): Promise<RunningServer> {
  const deps = await buildDeps(config, databaseUrl);
  const worker = config.role === 'web' ? null : await startWorker(deps, { alone: config.databaseUrl === null });
  // Longer than a proxy keeps an idle connection, so that none is closed under a request that is on its way.
  const http = createServer({ keepAliveTimeout: 65_000 }, buildApp(deps));
  const sockets = installSockets(http, deps);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(config.port, resolve);
  });
  return {
    url: config.publicUrl,
    async stop() {
      // Open screens are told to reconnect, requests under way finish, jobs go back to the queue, then the rest closes.
      sockets.stop();
      await Promise.race([closed(http), new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
      http.closeAllConnections();
      await worker?.stop();
      await deps.close();
    },
  };
}

function closed(http: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeIdleConnections();
  });
}
