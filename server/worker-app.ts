import express, { type Express } from 'express';
import { installBot } from './bot/install-bot.ts';
import type { Deps } from './deps.ts';
import { installHealth } from './http/health.ts';
import { requestContext } from './http/request-context.ts';
import { requestLog } from './http/request-log.ts';
import { trustedProxies } from './http/trusted-proxies.ts';
import { installMetrics } from './metrics/install-metrics.ts';

/** What a worker shows: whether it is well, and what it counts. The cinema is not here. */
export function buildWorkerApp(deps: Deps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustedProxies);
  app.use(requestContext);
  app.use(requestLog(deps.log));
  installHealth(app, deps);
  installMetrics(app, deps);
  installBot(deps);
  app.use((_req, res) => void res.status(404).end());
  return app;
}
