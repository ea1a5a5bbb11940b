import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { root } from './prepare.ts';

/** Where Electron keeps its program within its folder. */
const program: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The path of an Electron that is on this machine: ELECTRON_OVERRIDE_DIST_PATH, or the package's own. Null: none is. */
export function presentElectron(env: NodeJS.ProcessEnv): string | null {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH || join(root, 'node_modules/electron/dist');
  const path = join(folder, program[process.platform] ?? 'electron');
  return existsSync(path) ? path : null;
}

/** Fetches Electron with its package's own installer, which checks what it gets. Says itself what went wrong. */
export function fetchElectron(env: NodeJS.ProcessEnv): string | null {
  spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], { stdio: 'inherit', env });
  return presentElectron(env);
}

/**
 * The path of an Electron to run: one that is here, or else one that is fetched now.
 *
 * @throws CannotStart in words if none is here and none can be had.
 */
export function findElectron(say: (line: string) => void, env: NodeJS.ProcessEnv): string {
  const present = presentElectron(env);
  if (present) return present;
  if (env.ELECTRON_OVERRIDE_DIST_PATH) {
    throw new CannotStart(
      `ELECTRON_OVERRIDE_DIST_PATH is ${env.ELECTRON_OVERRIDE_DIST_PATH}, but there is no Electron.`,
    );
  }
  say('Fetching Electron (about 110 MB, the first time only).');
  const fetched = fetchElectron(env);
  if (fetched) return fetched;
  throw new CannotStart(
    [
      'Electron could not be fetched: it lies on GitHub, which seems out of reach.',
      'Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an unpacked Electron, or open /kiosk/ in a browser instead.',
    ].join('\n'),
  );
}

/** What this Electron calls itself, such as 45.4.1. */
export function electronVersion(path: string): string {
  const folder = path.slice(0, -(program[process.platform] ?? 'electron').length);
  return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
}

/** Root's Chromium cannot put itself into a sandbox. */
export function electronFlags(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
