import type { Express } from 'express';
import type { Deps } from '../deps.ts';
import { pendingMigrations } from '../embedded/migrate.ts';

/**
 * `/healthz`: the process lives. `/readyz`: it can serve: the database answers and has every migration and the worker's
 * tables.
 */
export function installHealth(app: Express, deps: Deps): void {
  app.get(['/healthz', '/healthz/'], (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.get(['/readyz', '/readyz/'], async (_req, res) => {
    const checks = {
      database: await holds(async () => (await deps.db.pool.query('SELECT 1')).rowCount === 1),
      migrations: await holds(async () => (await pendingMigrations(deps.db.pool)).length === 0),
      worker: await holds(
        async () =>
          (await deps.db.pool.query(`SELECT to_regclass('graphile_worker._private_jobs') AS jobs`)).rows[0]?.jobs !==
          null,
      ),
    };
    const ready = Object.values(checks).every(Boolean);
    res.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'unavailable', checks });
  });
}

async function holds(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}
