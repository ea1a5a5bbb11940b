import type { Server } from 'node:http';
import { startBot } from './bot/run-bot.ts';
import type { Config } from './config.ts';
import { buildDeps } from './deps.ts';
import { CannotStart } from './embedded/cannot-start.ts';
import { faceOf } from './http/front.ts';
import { webServer } from './http/web-server.ts';
import { startWorker } from './jobs/worker.ts';
import { installSockets } from './sockets.ts';
import { buildWorkerApp } from './worker-app.ts';

export interface RunningServer {
  url: string;
  stop(): Promise<void>;
}

/** How long open requests may take to finish once we are told to stop. */
const graceMs = 10_000;

/** The process: what the role asks for, listening, until `stop`. Throws CannotStart if the port is taken. */
export async function startServer(config: Config, databaseUrl: string): Promise<RunningServer> {
  const deps = await buildDeps(config, databaseUrl);
  const serves = config.role !== 'worker';
  // A worker shows no pages, and does not even read them in: a third of its memory.
  const face = serves ? (await import('./app.ts')).buildFace(deps) : faceOf(buildWorkerApp(deps));
  const http = webServer(face.options).on('request', face.answer);
  const sockets = serves ? installSockets(http, deps) : null;
  await listening(http, config.port).catch(async (fault: NodeJS.ErrnoException) => {
    sockets?.stop();
    await deps.close();
    if (fault.code !== 'EADDRINUSE') throw fault;
    throw new CannotStart(`Port ${config.port} is taken by another program. Set PORT to one that is free.`);
  });
  const worker = config.role === 'web' ? null : await startWorker(deps, { alone: config.databaseUrl === null });
  const bot = startBot(deps);
  return {
    url: config.publicUrl,
    async stop() {
      // Lines of open screens are cut, requests under way finish, jobs go back to the queue, then the rest closes.
      sockets?.stop();
      await Promise.race([closed(http), new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
      http.closeAllConnections();
      await bot.stop();
      await worker?.stop();
      await deps.close();
    },
  };
}

function listening(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, resolve);
  });
}

function closed(http: Server): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeIdleConnections();
  });
}
