import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolder } from '../../../kiosk/main/disk/cache-folder.ts';
import { journalFile } from '../../../kiosk/main/disk/journal-file.ts';
import { vaultFile } from '../../../kiosk/main/disk/vault-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-till-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const safe = (over = {}) => ({
  isEncryptionAvailable: () => true,
  encryptString: (plain: string) => Buffer.from(plain.split('').reverse().join('')),
  decryptString: (secret: Buffer) => secret.toString().split('').reverse().join(''),
  getSelectedStorageBackend: () => 'gnome_libsecret',
  ...over,
});

test('A journal that was never written is empty; what is added and replaced is there for the next start', async () => {
  const path = join(folder, 'deep/journal.log');
  const journal = journalFile(path);
  expect(await journal.read()).toBe('');
  await journal.append('one\n');
  await journal.append('two\n');
  expect(await journalFile(path).read()).toBe('one\ntwo\n');
  await journal.replace('whole\n');
  await journal.append('three\n');
  expect(await journalFile(path).read()).toBe('whole\nthree\n');
  expect(await readdir(join(folder, 'deep'))).toEqual(['journal.log']);
});

test('A damaged journal is kept beside the new one', async () => {
  const path = join(folder, 'journal.log');
  await writeFile(path, 'broken');
  const journal = journalFile(path, () => 7);
  await journal.keepCopy();
  await journal.replace('mended\n');
  expect(await readFile(`${path}.damaged-7`, 'utf8')).toBe('broken');
});

test('A disk that takes nothing is no success', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(journalFile(join(folder, 'file/journal.log')).append('x\n')).rejects.toThrow();
});

test('Secrets are encrypted on the disk where the computer can, and read back', async () => {
  const path = join(folder, 'vault.json');
  const vault = vaultFile(path, safe());
  await vault.write({ device: 'token-of-the-till' });
  expect(vault.warning).toBeNull();
  expect(await vault.read()).toEqual({ device: 'token-of-the-till' });
  expect(Buffer.from(JSON.parse(await readFile(path, 'utf8')).value, 'base64').toString()).not.toContain(
    'token-of-the-till',
  );
});

test.each([{ isEncryptionAvailable: () => false }, { getSelectedStorageBackend: () => 'basic_text' }])(
  'Where it cannot, the till says so, and nobody else can read the file',
  async (over) => {
    const path = join(folder, 'vault.json');
    const vault = vaultFile(path, safe(over));
    await vault.write({ device: 'x' });
    expect(vault.warning).toMatch(/cannot encrypt/);
    expect(await vault.read()).toEqual({ device: 'x' });
    expect((await stat(path)).mode & 0o077).toBe(0);
  },
);

test('A vault that cannot be read is none', async () => {
  const path = join(folder, 'vault.json');
  await writeFile(path, '{');
  expect(await vaultFile(path, safe()).read()).toBeNull();
});

test('What was seen is found again by its key; what is broken was never seen', async () => {
  const cache = cacheFolder(join(folder, 'seen'));
  await cache.set('house:1', { a: 1 });
  expect(await cache.get('house:1')).toEqual({ a: 1 });
  await writeFile(join(folder, 'seen/house%3A1.json'), '{');
  expect(await cache.get('house:1')).toBeNull();
});
