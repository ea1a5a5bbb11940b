import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { CannotStart } from '../../server/embedded/cannot-start.ts';
import { runTool } from '../../server/embedded/run-tool.ts';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * The path of a Chromium to test with: CHROMIUM_PATH, Playwright's own, the system's, or else one installed now.
 *
 * Throws CannotStart if none is there and none can be had.
 */
export async function findBrowser(say: (line: string) => void): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new CannotStart(`CHROMIUM_PATH is ${chosen}, but there is no such file.`);
  }
  const present = installed();
  if (present) return present;
  say('There is no Chromium to test with; installing one.');
  const root = process.getuid?.() === 0;
  await runTool('playwright/cli.js', ['install', ...(root ? ['--with-deps'] : []), 'chromium']);
  if (!installed() && root) {
    const apt = (...args: string[]) => spawnSync('apt-get', ['-y', '-q', ...args], { stdio: 'inherit' });
    apt('update');
    apt('install', '--no-install-recommends', 'chromium');
  }
  const found = installed();
  if (found) return found;
  throw new CannotStart('No Chromium could be installed. Install one and set CHROMIUM_PATH to it.');
}

function installed(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const system = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [chromium.executablePath(), ...system, MAC].find(runnable) ?? null;
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
