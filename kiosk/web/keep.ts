import type { Ports } from '../till/ports.ts';
import { answered, change } from './database.ts';

/** What may be lost, by name. */
export function cache(database: IDBDatabase): Ports['cache'] {
  return {
    get: (key) => read(database, `cache:${key}`),
    set: (key, value) => change(database, 'kept', (store) => store.put(value, `cache:${key}`)),
  };
}

const algorithm = { name: 'AES-GCM', length: 256 } as const;

/**
 * Small secrets, encrypted with a key that the browser made and gives to nobody, this page included: what is read off
 * the disk opens nothing.
 */
export function vault(database: IDBDatabase): Ports['vault'] {
  async function key(): Promise<CryptoKey> {
    const kept = await read(database, 'vault:key');
    if (kept instanceof CryptoKey) return kept;
    const made = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt']);
    await change(database, 'kept', (store) => store.put(made, 'vault:key'));
    return made;
  }
  return {
    warning: null,
    async read() {
      const kept = await read(database, 'vault');
      if (!isSealed(kept)) return null;
      try {
        const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, await key(), kept.sealed);
        return JSON.parse(new TextDecoder().decode(text));
      } catch {
        return null;
      }
    },
    async write(value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(value));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key(), text);
      await change(database, 'kept', (store) => store.put({ iv, sealed }, 'vault'));
    },
  };
}

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && 'iv' in value && 'sealed' in value;
}

function read(database: IDBDatabase, key: string): Promise<unknown> {
  return answered(database.transaction('kept').objectStore('kept').get(key));
}
