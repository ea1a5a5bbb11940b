import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { choosePostgresHome } from '../../server/embedded/postgres-home.ts';
import { ENVIRONMENT } from '../../server/embedded/postgres-settings.ts';
import { freePort } from './free-port.ts';
import { wantPackage } from './system-package.ts';

/** A PostgreSQL of the test's own, that may be stopped, killed and started again at the same address. */
export interface TestCluster {
  /** As a superuser. */
  url(database?: string): string;
  /** Its data, in a folder that belongs to whom PostgreSQL runs as. */
  data: string;
  folder: string;
  create(database: string): Promise<void>;
  start(...settings: string[]): Promise<void>;
  /** As by a power cut: nothing is finished, nothing is written. */
  kill(): Promise<void>;
  /** In order: what is under way is ended, and the log is archived. */
  stop(): Promise<void>;
  drop(): Promise<void>;
}

/** The system's PostgreSQL with all its tools, installed if that can be; null, and said, if there is none. */
export function systemBinaries(say: (line: string) => void): string | null {
  const root = '/usr/lib/postgresql';
  wantPackage('postgresql', `ls ${root}/*/bin/pg_dump`);
  const bin =
    (existsSync(root) ? readdirSync(root) : [])
      .filter((version) => Number(version) >= 15)
      .map((version) => join(root, version, 'bin'))
      .find((bin) => ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every((tool) => existsSync(join(bin, tool)))) ??
    null;
  if (bin === null) say('There is no PostgreSQL with pg_dump here: what needs one is not tested.');
  return bin;
}

/** Commits are kept, whoever is killed: only the machine itself must not lose power. */
const kept = ['fsync=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC'];

/** Of the embedded binaries, or of those in `bin`. */
export async function testCluster(bin?: string): Promise<TestCluster> {
  const made = mkdtempSync(join(tmpdir(), 'foyer-cluster-'));
  const home = choosePostgresHome(made);
  const { user } = home;
  const binaries = bin ?? home.bin;
  const data = join(home.folder, 'data');
  const port = await freePort();
  mkdirSync(home.folder, { recursive: true });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(home.folder, user.uid, user.gid);
  run(
    'initdb',
    `--pgdata=${data}`,
    '--username=foyer',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  );
  let child: ChildProcess | undefined;

  function run(tool: string, ...args: string[]): void {
    const done = spawnSync(join(binaries, tool), args, { ...user, cwd: '/', env: ENVIRONMENT, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${tool}: ${done.error ?? done.stderr}`);
  }
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  const url = (database = 'postgres') => `postgresql://foyer@127.0.0.1:${port}/${database}`;
  const cluster: TestCluster = {
    url,
    data,
    folder: home.folder,
    async create(database) {
      await onServer(url(), `CREATE DATABASE ${database}`);
    },
    async start(...settings) {
      let log = '';
      child = spawn(
        join(binaries, 'postgres'),
        ['-D', data, ...[...kept, ...settings, `port=${port}`].flatMap((setting) => ['-c', setting])],
        { ...user, cwd: '/', env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      child.stderr?.on('data', (chunk) => (log += chunk));
      for (;;) {
        if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${log}`);
        if (await onServer(url(), 'SELECT 1').catch(() => false)) return;
        await delay(50);
      }
    },
    kill: () => end('SIGQUIT'),
    stop: () => end('SIGINT'),
    async drop() {
      await end('SIGINT');
      for (const folder of [home.folder, made]) rmSync(folder, { recursive: true, force: true });
    },
  };
  await cluster.start();
  return cluster;
}

async function onServer(url: string, statement: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(statement);
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}
