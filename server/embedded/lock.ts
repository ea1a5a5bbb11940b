import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Takes a lock that belongs to this process alone; `null` if another process has it. Releasing twice is fine.
 *
 * The kernel frees it when the process ends, however it ends, so it is never stale. Node has no call for such locks,
 * but SQLite, which comes with Node, takes one on its file for an exclusive transaction, on every platform.
 */
export function tryLock(file: string): { release(): void } | null {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return {
      release() {
        if (database.isOpen) database.close();
      },
    };
  } catch (error) {
    database.close();
    const SQLITE_BUSY = 5;
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
}

/** Runs `work` while holding the lock, waiting for whoever has it; `onWait` is called once if there is a wait. */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  let lock = tryLock(file);
  if (!lock) onWait();
  while (!lock) {
    await delay(250);
    lock = tryLock(file);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
