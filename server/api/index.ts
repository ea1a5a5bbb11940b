import express, { type Express } from 'express';
import { getIndex, getSchema } from '../contract/api/entrance.ts';
import { refuse } from '../contract/refusals.ts';
import type { Deps } from '../deps.ts';
import { answerFault } from './answer-fault.ts';
import { installAuth } from './auth/index.ts';
import { decentAddress } from './decent-address.ts';
import { openApi } from './document/open-api.ts';
import { installMovies } from './movies.ts';
import { type OperationIndex, operationIndex } from './operation-index.ts';
import { installOrders } from './orders.ts';
import { limited, usualLimits } from './rate-limits.ts';
import { sendRefusal } from './refusals.ts';
import { type Api, apiOver, refuseOtherMethods, serve } from './serve.ts';
import { installSessions } from './sessions.ts';
import { installStripeWebhook } from './stripe-webhook.ts';
import { installTelegram } from './telegram.ts';

/**
 * `/api/`: every path with and without a slash at its end, every answer JSON. Whoever knows what is returned finds its
 * writing operations without the router.
 */
export function installApi(app: Express, deps: Deps, limits = usualLimits): OperationIndex['find'] {
  const router = express.Router();
  const onFault = answerFault(deps);
  const index = operationIndex(onFault);
  const api = apiOver(router, deps, limits, { index });
  installStripeWebhook(api);
  router.use(decentAddress);
  installEntrance(api);
  installMovies(api);
  installSessions(api);
  installOrders(api);
  installAuth(api);
  installTelegram(api);
  // The page is drawn by the shop, before anything comes here.
  api.paths.set('/docs', new Set(['get']));
  refuseOtherMethods(api);
  router.use(limited(api.limiters.reads), (_req, res) => sendRefusal(res, refuse('not_found')));
  router.use(onFault);
  app.use('/api', router);
  return index.find;
}

function installEntrance(api: Api): void {
  const root = `${api.deps.publicUrl}/api`;
  const lists = {
    movies: `${root}/movies/`,
    genres: `${root}/genres/`,
    sessions: `${root}/sessions/`,
    orders: `${root}/orders/`,
    schema: `${root}/schema/`,
    docs: `${root}/docs/`,
  };
  serve(api, getIndex, () => lists);
  serve(api, getSchema, () => ({ ...openApi(api.deps.publicUrl) }));
}
