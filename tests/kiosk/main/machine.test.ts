import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TillState } from '../../../kiosk/ipc-state.ts';
import { tidyCache } from '../../../kiosk/main/disk/cache-folder.ts';
import { hashPin } from '../../../kiosk/main/hash-pin.ts';
import { machinePorts } from '../../../kiosk/main/machine.ts';
import { installableUpdates } from '../../../kiosk/main/updater.ts';
import { keepUpdated, type Updater } from '../../../kiosk/main/updates.ts';
import { manualClock } from '../manual-clock.ts';

test('A PIN is hashed slowly and with its salt: the same twice, another with another salt', async () => {
  const began = performance.now();
  const hash = await hashPin('1357', 'salt');
  expect(performance.now() - began).toBeGreaterThan(10);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashPin('1357', 'salt')).toBe(hash);
  expect(await hashPin('1357', 'other')).not.toBe(hash);
  expect(await hashPin('1358', 'salt')).not.toBe(hash);
});

test('What the till asks goes to its server alone: a word to go elsewhere is no answer, nor is silence', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away') response.writeHead(302, { location: '/elsewhere' }).end();
    else if (request.url !== '/silent') response.end('yes');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const at = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const { fetch } = machinePorts('/nowhere', {
    safe: { isEncryptionAvailable: () => false, encryptString: () => Buffer.of(), decryptString: () => '' },
    printer: {} as never,
    shell: { version: '1' } as never,
  });
  try {
    expect(await (await fetch(`${at}/`, {})).text()).toBe('yes');
    await expect(fetch(`${at}/away`, {})).rejects.toThrow();
    await expect(fetch(`${at}/silent`, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    expect(asked).toEqual(['/', '/away', '/silent']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('Programmes and halls that were seen a week ago are cleared away; settings stay', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-seen-'));
  const old = new Date('2026-11-01T12:00:00Z');
  for (const name of ['house%3A1.json', 'day%3Atoday.json', 'printer.json']) {
    await writeFile(join(folder, name), '{}');
    await utimes(join(folder, name), old, old);
  }
  await writeFile(join(folder, 'house%3A2.json'), '{}');
  await utimes(join(folder, 'house%3A2.json'), new Date('2026-11-08T11:00:00Z'), new Date('2026-11-08T11:00:00Z'));
  await tidyCache(folder, Date.parse('2026-11-08T12:00:01Z'));
  expect((await readdir(folder)).sort()).toEqual(['house%3A2.json', 'printer.json']);
  await rm(folder, { recursive: true });
});

function aStore() {
  const did: string[] = [];
  const listeners = new Map<string, (what: never) => void>();
  const updater: Updater = {
    autoDownload: false,
    autoInstallOnAppQuit: false,
    on: (event, listener) => listeners.set(event, listener),
    async checkForUpdates() {
      did.push('look');
      throw new Error('the store cannot be reached');
    },
    quitAndInstall: () => did.push('install'),
  };
  return { did, updater, came: () => listeners.get('update-downloaded')?.(undefined as never) };
}

test('A newer version is looked for every six hours, and goes in once nobody is served', async () => {
  const time = manualClock();
  const { did, updater, came } = aStore();
  const state = { sale: null, open: [], prints: [], clerk: { id: 1 } } as unknown as { clerk: unknown };
  const updates = keepUpdated(updater, time.port, async () => state as TillState);
  await time.pass(6 * 3_600_000 + 1);
  expect(did).toEqual(['look', 'look']);
  expect(updates.waiting()).toBe(false);
  came();
  came();
  await time.pass(120_000);
  expect(updates.waiting()).toBe(true);
  expect(did).toEqual(['look', 'look']);
  state.clerk = null;
  await time.pass(30_001);
  expect(did.slice(2)).toEqual(['install']);
  updates.stop();
  await time.pass(24 * 3_600_000);
  expect(did.slice(3)).toEqual([]);
});

test('Asked for by a person, it goes in at once though somebody is signed in', async () => {
  const time = manualClock();
  const { did, updater, came } = aStore();
  const state = { sale: null, open: [], prints: [], clerk: { id: 1 } } as unknown as TillState;
  const updates = keepUpdated(updater, time.port, async () => state);
  came();
  updates.wish();
  await time.pass(1);
  expect(did).toContain('install');
  updates.stop();
});

test('What was not packed has nothing to update from', () => {
  expect(installableUpdates({ isPackaged: false })).toBeNull();
});
