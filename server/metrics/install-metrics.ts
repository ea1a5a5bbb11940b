import type { Express, Request } from 'express';
import type { Deps } from '../deps.ts';
import { sameSecret } from '../http/same-secret.ts';
import { houseGauges } from './house-gauges.ts';
import { processMetrics } from './metrics.ts';

/**
 * `/metrics`, in Prometheus' text format: what this process counts, and (where jobs run) how the house is. With a token it
 * is for whoever bears that; without one for our own network, and never through a proxy. To anybody else it is not there.
 */
export function installMetrics(app: Express, deps: Deps): void {
  const { config, db, metrics } = deps;
  const { pool } = db;
  const own = processMetrics();
  const house = config.role === 'web' ? async () => '' : houseGauges(db);
  metrics.read('foyer_database_connections', 'Connections of this process to the database.', 'state', () => ({
    idle: pool.idleCount,
    busy: pool.totalCount - pool.idleCount,
    wanted: pool.waitingCount,
  }));
  app.get(['/metrics', '/metrics/'], async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    if (config.metricsToken !== null && !sameSecret(req.get('authorization') ?? '', `Bearer ${config.metricsToken}`)) {
      res.status(401).setHeader('WWW-Authenticate', 'Bearer');
      return res.end();
    }
    if (config.metricsToken === null && !fromOurNetwork(req)) return res.status(404).end();
    const parts = await Promise.all([metrics.registry.metrics(), house(), own.metrics()]);
    res.type(own.contentType).send(parts.filter(Boolean).join('\n'));
  });
}

/** As a proxy would be trusted: loopback, link-local, private. Whatever a proxy sent on says whom it came from. */
function fromOurNetwork(req: Request): boolean {
  if (['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => name in req.headers)) return false;
  return req.app.get('trust proxy fn')(req.socket.remoteAddress ?? '', 0);
}
