import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalStore } from '../../till/ports.ts';
import { flushFolder, replaceFile, unlessMissing, withFile } from './durable-file.ts';

/**
 * The journal as a file of lines. Nothing is done before the disk says so: every line is flushed, and so is the folder
 * when a file in it is new. `now` names the copies that are kept, in milliseconds.
 */
export function journalFile(path: string, now: () => number = Date.now): JournalStore {
  let exists = false;
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch(unlessMissing(null));
      exists = text !== null;
      return text ?? '';
    },
    async append(line) {
      if (!exists) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await withFile(path, 'a', async (file) => {
        await file.appendFile(line, 'utf8');
        await file.sync();
      });
      if (!exists) await flushFolder(dirname(path));
      exists = true;
    },
    async replace(text) {
      await replaceFile(path, text);
      exists = true;
    },
    async keepCopy() {
      const copy = `${path}.damaged-${now()}`;
      await copyFile(path, copy);
      await withFile(copy, 'r+', (file) => file.sync());
      await flushFolder(dirname(path));
    },
  };
}
