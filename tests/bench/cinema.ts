import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { seedIfEmpty } from '../../prisma/seed/index.ts';
import { migrate } from '../../server/embedded/migrate.ts';
import { nodeFlags } from '../../server/embedded/node-flags.mjs';
import { startPostgres } from '../../server/embedded/postgres.ts';
import { root } from '../../server/embedded/prepare.ts';
import { freePort } from '../setup/free-port.ts';
import { removeData } from '../setup/remove-data.ts';
import { cpuSeconds, postmasterOf, type Spent } from './spent.ts';
import { type Stage, setStage } from './stage.ts';

/** The product as it runs in production, on free ports of the loopback, over a PostgreSQL of its own. */
export interface Cinema {
  databaseUrl: string;
  port: number;
  stage: Stage;
  /** Of the server, in MB: resident memory. */
  memory(): number;
  /** Of server and database, since they started. */
  spent(): Spent;
  close(): Promise<void>;
}

/** The demo cinema plus the stage of the benchmark; `fill` comes in between. */
export async function openCinema(
  say: (line: string) => void,
  fill: (databaseUrl: string) => Promise<void> = async () => {},
): Promise<Cinema> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
  // Not `throwaway`: what is measured writes its log to the disk before it answers.
  const postgres = await startPostgres({ dataDir: join(dataDir, 'database') });
  let server: ChildProcess | undefined;
  const close = async () => {
    if (server && server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await postgres.stop();
    removeData(join(dataDir, 'database'));
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate(postgres.url);
    await seedIfEmpty(postgres.url, say);
    await fill(postgres.url);
    const stage = await setStage(postgres.url);
    await makeLog(postgres.url);
    const port = await freePort();
    server = startServer(port, postgres.url, dataDir);
    await untilReady(server, port);
    const { pid } = server;
    const postmaster = await postmasterOf(postgres.url);
    return {
      databaseUrl: postgres.url,
      port,
      stage,
      memory: () => residentMb(pid),
      spent: () => cpuSeconds(pid, postmaster),
      close,
    };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/**
 * The files of PostgreSQL's log, as they lie there where a cinema has been open for some days: a checkpoint keeps what was
 * written once (`min_wal_size`). To make one, 16 MB, stops whoever is about to write to it for some 30 ms.
 */
async function makeLog(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (let file = 0; file < 64; file++)
    await client.query("SELECT pg_logical_emit_message(false, '', ''), pg_switch_wal()");
  await client.query('CHECKPOINT');
  await client.end();
}

/** `npm start` with the settings of a cinema that is open for business; no payment is made and no letter is due. */
function startServer(port: number, databaseUrl: string, dataDir: string): ChildProcess {
  return fork(join(root, 'server/embedded/start.ts'), {
    cwd: root,
    execArgv: [...nodeFlags, ...profiling()],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      SECRET_KEY: 'a secret that only the benchmark knows',
      STRIPE_SECRET_KEY: 'sk_test_benchmark',
      STRIPE_WEBHOOK_SECRET: 'whsec_benchmark',
      SMTP_URL: 'smtp://127.0.0.1:9',
    },
  });
}

/** `BENCH_PROFILE=<folder>` leaves a CPU profile of the server there, for Chromium's or VS Code's viewer. */
function profiling(): string[] {
  const folder = process.env.BENCH_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

async function untilReady(server: ChildProcess, port: number): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error('the server ended before it was ready');
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await delay(50);
  }
}

/** Source: proc(5), `VmRSS` in kB. NaN where there is no /proc. */
function residentMb(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
