import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { refuse } from '../contract/refusals.ts';
import { faultWords } from '../contract/words/en/refusals.ts';
import type { Deps } from '../deps.ts';
import { bodyFault, isOutage, logFault } from '../http/faults.ts';
import { installMovies } from './movies.ts';
import { installOrders } from './orders.ts';
import { invalid, noQuery, parse } from './parse.ts';
import { limited, usualLimits } from './rate-limits.ts';
import { sendRefusal } from './refusals.ts';
import { reads, resource } from './reply.ts';
import { installSessions } from './sessions.ts';
import { installStripeWebhook } from './stripe-webhook.ts';

/** `/api/`: every path with and without a slash at its end, every answer JSON. */
export function installApi(app: Express, deps: Deps, limits = usualLimits): void {
  const router = express.Router();
  installStripeWebhook(router, deps);
  router.use(decentAddress);
  router.use(only(['GET', 'HEAD'], limited(limits.reads)));
  installIndex(router, deps);
  installMovies(router, deps);
  installSessions(router, deps);
  installOrders(router, deps, limits);
  router.use((_req, res) => sendRefusal(res, refuse('not_found')));
  router.use(fault(deps));
  app.use('/api', router);
}

function installIndex(router: express.Router, deps: Deps): void {
  const api = `${deps.publicUrl}/api`;
  const resources = { movies: `${api}/movies/`, genres: `${api}/genres/`, sessions: `${api}/sessions/` };
  resource(router, '/', {
    get: reads(async (req) => {
      const query = parse(noQuery, req.query);
      return query === undefined || 'refused' in query ? query : { ...resources, orders: `${api}/orders/` };
    }),
  });
}

/** PostgreSQL cannot store NUL. In bodies `readJson` refuses it; in addresses, this. */
const decentAddress: RequestHandler = (req, res, next) => {
  if (/%00/.test(req.url)) sendRefusal(res, invalid([{ path: '', message: 'The address must not contain NUL.' }]));
  else next();
};

function only(methods: string[], handler: RequestHandler): RequestHandler {
  return (req, res, next) => (methods.includes(req.method) ? handler(req, res, next) : next());
}

function fault(deps: Deps): ErrorRequestHandler {
  return (thrown, _req, res, next) => {
    if (res.headersSent) return next(thrown);
    const refused = bodyFault(thrown);
    if (refused === 'too_large') return sendRefusal(res, refuse('too_large'));
    if (refused) return sendRefusal(res, invalid([{ path: '', message: 'The request could not be read.' }]));
    logFault(deps.log, thrown, res.locals.requestId);
    res.setHeader('Cache-Control', 'no-store');
    if (isOutage(thrown)) res.setHeader('Retry-After', '5');
    res.status(isOutage(thrown) ? 503 : 500).json({ code: 'internal', message: faultWords });
  };
}
