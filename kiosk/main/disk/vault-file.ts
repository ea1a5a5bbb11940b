import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { machineWords } from '../../../server/contract/words/en/till-machine.ts';
import type { Ports } from '../../till/ports.ts';
import { replaceFile } from './durable-file.ts';

/** The part of Electron's `safeStorage` that is needed. */
export interface Safe {
  isEncryptionAvailable(): boolean;
  encryptString(plain: string): Buffer;
  decryptString(encrypted: Buffer): string;
  /** Linux only: `basic_text` is no encryption, for its key is in everybody's hands. */
  getSelectedStorageBackend?(): string;
}

const kept = z.object({ encrypted: z.boolean(), value: z.string() });

/**
 * The till's small secrets, encrypted by the keychain of the system. Where it has none they are kept in a file that
 * only this user can read, and the screen says so.
 */
export function vaultFile(path: string, safe: Safe): Ports['vault'] {
  const encrypts = safe.isEncryptionAvailable() && safe.getSelectedStorageBackend?.() !== 'basic_text';
  return {
    warning: encrypts ? null : machineWords.vault.plain,
    async read() {
      try {
        const { encrypted, value } = kept.parse(JSON.parse(await readFile(path, 'utf8')));
        return JSON.parse(encrypted ? safe.decryptString(Buffer.from(value, 'base64')) : value);
      } catch {
        return null;
      }
    },
    async write(secrets) {
      const plain = JSON.stringify(secrets);
      const value = encrypts ? safe.encryptString(plain).toString('base64') : plain;
      await replaceFile(path, JSON.stringify({ encrypted: encrypts, value }));
    },
  };
}
