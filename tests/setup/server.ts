import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { installApi } from '../../server/api/index.ts';
import type { RateLimits } from '../../server/api/rate-limits.ts';
import { installStaffApi } from '../../server/api/staff/index.ts';
import { buildFace } from '../../server/app.ts';
import type { Config } from '../../server/config.ts';
import { buildDeps, type Deps } from '../../server/deps.ts';
import { requestContext } from '../../server/http/request-context.ts';
import { webServer } from '../../server/http/web-server.ts';
import { installSockets } from '../../server/sockets.ts';
import { demoConfig } from './demo-config.ts';

export interface TestServer {
  deps: Deps;
  /** `http://127.0.0.1:<port>`, which is the public address too. */
  url: string;
  stop(): Promise<void>;
}

/**
 * The whole web face with the payment double, on a free port over a database that exists. No worker: jobs wait. With
 * `limits`, the API alone under those. `settings` replace the usual ones.
 */
export async function testServer(
  databaseUrl: string,
  limits?: RateLimits,
  settings: Partial<Config> = {},
): Promise<TestServer> {
  const server = webServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-server-'));
  const deps = await buildDeps(
    demoConfig({ role: 'web', port, dataDir, databaseUrl, publicUrl: url, logLevel: 'silent', ...settings }),
    databaseUrl,
  );
  server.on('request', limits ? apiAlone(deps, limits) : buildFace(deps).answer);
  const sockets = installSockets(server, deps);
  return {
    deps,
    url,
    async stop() {
      sockets.stop();
      server.close();
      server.closeAllConnections();
      await deps.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function apiAlone(deps: Deps, limits: RateLimits): Express {
  const app = express();
  app.set('trust proxy', 'loopback');
  app.use(requestContext);
  installStaffApi(app, deps, limits);
  installApi(app, deps, limits);
  return app;
}
