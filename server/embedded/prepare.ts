import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentOfTools } from '../config.ts';
import { CannotStart } from './cannot-start.ts';
import { withLock } from './lock.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

interface Step {
  /** Said while it works. */
  words: string;
  /** Files and folders it is made from: while they are unchanged, so is the result. */
  sources: string[];
  /** A file of ours among the result, so that the result and the note of what it was made from vanish together. */
  marker: string;
  command: string[];
  /** Wanted by the till in Electron alone. */
  electron?: true;
}

const forElectron = (mode: 'main' | 'preload', words: string): Step => ({
  words,
  sources: ['package-lock.json', 'package.json', 'kiosk', 'server/contract'],
  marker: `.build/electron/${mode}.made-from`,
  command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'kiosk/electron.vite.config.ts', '--mode', mode],
  electron: true,
});

const STEPS: Step[] = [
  {
    words: 'Writing the database client',
    sources: ['package-lock.json', 'prisma/schema.prisma', 'prisma.config.ts'],
    marker: 'node_modules/.prisma/client/made-from',
    command: ['node_modules/prisma/build/index.js', 'generate'],
  },
  {
    words: 'Building the pages',
    sources: ['package-lock.json', 'vite.config.ts', 'storefront', 'server/contract'],
    marker: '.build/made-from',
    command: ['node_modules/vite/bin/vite.js', 'build'],
  },
  {
    words: 'Building the back-office',
    sources: ['package-lock.json', 'admin', 'server/contract', 'storefront/ui'],
    marker: '.build/admin/made-from',
    command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'admin/vite.config.ts'],
  },
  {
    words: 'Building the till',
    sources: ['package-lock.json', 'kiosk', 'server/contract', 'storefront/styles', 'storefront/ui'],
    marker: '.build/kiosk/made-from',
    command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'kiosk/vite.config.ts'],
  },
  forElectron('main', 'Building the till’s app'),
  forElectron('preload', 'Building the till’s bridge'),
];

/**
 * Makes what is generated from the sources and is missing or stale; `electron`: also what only Electron runs. Quick when
 * there is nothing to do.
 */
export async function prepare(say: (line: string) => void, { electron = false } = {}): Promise<void> {
  const steps = STEPS.filter((step) => electron || !step.electron);
  const stale = () => steps.filter((step) => madeFrom(step.marker) !== fingerprint(step.sources));
  if (stale().length === 0) return;
  await withLock(
    join(root, 'node_modules/.foyer-prepare.lock'),
    () => say('Another run is preparing the same things; waiting for it.'),
    async () => {
      for (const step of stale()) {
        const started = Date.now();
        say(`${step.words} …`);
        const print = fingerprint(step.sources);
        await succeed(step);
        mkdirSync(dirname(join(root, step.marker)), { recursive: true });
        writeFileSync(join(root, step.marker), print);
        say(`${step.words}: done in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
      }
    },
  );
}

function madeFrom(marker: string): string | null {
  const file = join(root, marker);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function fingerprint(sources: string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path];
    for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Runs a tool silently; what it has to say is shown only if it fails. */
async function succeed({ words, command }: Step): Promise<void> {
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: environmentOfTools(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const giveUp = () => child.kill();
  process.once('exit', giveUp);
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  process.off('exit', giveUp);
  if (code !== 0) throw new CannotStart(`${words} failed:\n\n${Buffer.concat(output).toString().trim()}`);
}
