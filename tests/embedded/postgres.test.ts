import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CannotStart } from '../../server/embedded/cannot-start.ts';
import { nodeFlags } from '../../server/embedded/node-flags.mjs';
import { type RunningPostgres, startPostgres } from '../../server/embedded/postgres.ts';
import { choosePostgresHome } from '../../server/embedded/postgres-home.ts';
import { removeData } from '../setup/remove-data.ts';

let closed: string;
let dataDir: string;
let running: RunningPostgres[];

beforeEach(() => {
  // mkdtemp makes it mode 700, like /root: nobody but its owner gets to what is below.
  closed = mkdtempSync(join(tmpdir(), 'foyer closed '));
  dataDir = join(closed, 'data');
  running = [];
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  removeData(dataDir);
  rmSync(closed, { recursive: true });
});

async function start(say?: (line: string) => void): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir, ...(say && { say }) });
  running.push(postgres);
  return postgres;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // The server may be killed under it.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

const postmasterFile = () => join(choosePostgresHome(dataDir).folder, 'data/postmaster.pid');
const postmasterPid = () => Number(readFileSync(postmasterFile(), 'utf8').split('\n')[0]);

test('below a folder closed to everyone else it starts, keeps its data and leaves no process behind', async () => {
  const first = await start();
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
  const pid = postmasterPid();
  await first.stop();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(await first.ended).toBeNull();

  const second = await start();
  expect(await query(second.url, 'SELECT n FROM kept')).toEqual([42]);
});

test('it sorts and folds words alike everywhere, lives in UTC, and lets nobody in without the password', async () => {
  const { url } = await start();
  expect(
    await query(
      url,
      `SELECT lower('ЇЖАК'), current_setting('timezone'), current_setting('server_encoding'),
              current_setting('password_encryption'), current_setting('fsync')`,
    ),
  ).toEqual(['їжак', 'UTC', 'UTF8', 'scram-sha-256', 'on']);
  expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
  await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
});

test('after PostgreSQL was killed it says so, and the next start finds the data', async () => {
  const first = await start();
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
  process.kill(postmasterPid(), 'SIGKILL');
  expect(await first.ended).toBeTypeOf('string');
  await first.stop();

  const second = await start();
  expect(await query(second.url, 'SELECT n FROM kept')).toEqual([42]);
});

test('after the whole run was killed, its orphaned PostgreSQL is stopped before the next one starts', async () => {
  const run = fork(join(import.meta.dirname, 'hold-postgres.ts'), [dataDir], { execArgv: nodeFlags });
  const [url] = await once(run, 'message');
  await query(url, 'CREATE TABLE kept AS SELECT 42 AS n');
  run.kill('SIGKILL');
  await once(run, 'exit');
  expect(await query(url, 'SELECT n FROM kept')).toEqual([42]);

  const said: string[] = [];
  const next = await start((line) => said.push(line));
  expect(said.join()).toContain('left its PostgreSQL behind');
  await expect(query(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  expect(await query(next.url, 'SELECT n FROM kept')).toEqual([42]);
});

test('a stale postmaster.pid whose number another program has by now does not keep it from starting', async () => {
  const first = await start();
  const stale = readFileSync(postmasterFile(), 'utf8');
  await first.stop();
  const bystander = spawn('sleep', ['60'], { ...choosePostgresHome(dataDir).user, cwd: '/' });
  writeFileSync(postmasterFile(), stale.replace(/^\d+/, String(bystander.pid)));

  const second = await start();
  expect(await query(second.url, 'SELECT 1')).toEqual([1]);
  expect(bystander.signalCode).toBeNull();
  bystander.kill();
});

test('with its last port taken by another program it takes a new one', async () => {
  const first = await start();
  const port = Number(new URL(first.url).port);
  await first.stop();
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');

  const second = await start();
  expect(await query(second.url, 'SELECT 1')).toEqual([1]);
  squatter.close();
});

test('a second start on the same data is refused in plain words and does the first no harm', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(CannotStart);
  await expect(start()).rejects.toThrow(/already running/);
  expect(await query(first.url, 'SELECT 1')).toEqual([1]);
});

test('a database whose password is lost is set aside, not deleted', async () => {
  await (await start()).stop();
  rmSync(join(dataDir, 'postgres-password'));
  const said: string[] = [];
  const second = await start((line) => said.push(line));
  const kept = /kept as (\S.*)\.$/.exec(said.join('\n').split('\n')[0] ?? '')?.[1];
  expect(kept && statSync(kept).isDirectory()).toBe(true);
  expect(await query(second.url, 'SELECT 1')).toEqual([1]);
});
