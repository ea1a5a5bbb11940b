import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { system } from '../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import { expireUnpaid } from '../../server/domain/orders/expire-unpaid.ts';
import { nodeFlags } from '../../server/embedded/node-flags.mjs';
import { aHall, aScreening, type TestHouse, testHouse } from '../setup/house.ts';
import { anOrder, runOut } from '../setup/sales.ts';
import { untilWaiting } from '../setup/waiting.ts';
import type { WorkerSettings } from './worker-process.ts';

// A worker killed while it ends many orders at once, with all of them written and none committed.

let t: TestHouse;
let worker: ChildProcess | undefined;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(async () => {
  worker?.kill('SIGKILL');
  await t?.drop();
});

function aWorker(): ChildProcess {
  const nowhere = { host: '127.0.0.1', port: 9, protocol: 'http' } as const;
  const settings: WorkerSettings = {
    url: t.url,
    smtpUrl: 'smtp://127.0.0.1:9',
    stripe: { secretKey: 'sk_test_none', webhookSecret: 'whsec_none', api: nowhere },
  };
  const script = join(import.meta.dirname, 'worker-process.ts');
  worker = spawn(process.execPath, [...nodeFlags, script, JSON.stringify(settings)], { stdio: 'inherit' });
  return worker;
}

async function ends(): Promise<Record<string, number>> {
  const rows = await sql(t.db).query<{ status: string; count: number }>(
    `SELECT o.status || ', ' || (SELECT count(*) FROM audit_entries a WHERE a.action = 'expire_order' AND a.entity_id = o.id::text)
              || ' in the log' AS status, count(*) FROM orders o GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

test('A worker killed while it ends many orders has ended none of them; the next sweep ends each once', async () => {
  const rows = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const screening = await aScreening(t.house, {
    hall: await aHall(t.house, Array.from(rows, (row) => `${row} ss ss ss ss ss`).join('\n')),
  });
  const ids: number[] = [];
  for (const row of rows) {
    for (const seat of [1, 3, 5, 7, 9]) {
      ids.push(await anOrder(t.house, screening, [`${row}${seat}`, `${row}${seat + 1}`]));
    }
  }
  for (const id of ids) await runOut(t.house, id);

  // Somebody keeps a seat of the first set, so that the sweep stands still with all that it has written.
  const buyer = await t.db.pool.connect();
  await buyer.query('BEGIN');
  await buyer.query('SELECT FROM seat_claims WHERE seat_id = $1 FOR UPDATE', [screening.hall.seat('A1')]);
  const killed = aWorker();
  await sql(t.db).query(`SELECT graphile_worker.add_job('sweep', job_key := 'sweep')`);
  await untilWaiting(t.db, 1);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  await buyer.query('ROLLBACK');
  buyer.release();
  const writing = async () =>
    (
      await sql(t.db).query(
        // Clones of one template number their tables alike.
        `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
          WHERE l.relation = 'orders'::regclass AND l.mode = 'RowExclusiveLock' AND l.pid <> pg_backend_pid()`,
      )
    ).length;
  await expect.poll(writing).toBe(0);
  expect(await ends()).toEqual({ 'pending, 0 in the log': 130 });

  expect(await expireUnpaid(t.house, system)).toBe(130);
  expect(await ends()).toEqual({ 'expired, 1 in the log': 130 });
  expect(await sql(t.db).query('SELECT FROM seat_claims')).toEqual([]);
  expect(await findBrokenInvariants(t.db)).toEqual([]);
});
