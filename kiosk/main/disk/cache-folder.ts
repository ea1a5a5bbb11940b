import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ports } from '../../till/ports.ts';

/** Settings stay; what was seen of the server is of no use after a week. */
const keepMs = 7 * 24 * 3_600_000;
const passing = /^(house|day)%3A/;

/** A file for each key. What cannot be read or written is as if it had never been seen: nothing here decides a sale. */
export function cacheFolder(folder: string): Ports['cache'] {
  const fileOf = (key: string) => join(folder, `${encodeURIComponent(key)}.json`);
  let writing: Promise<unknown> = Promise.resolve();
  return {
    async get(key) {
      try {
        return JSON.parse(await readFile(fileOf(key), 'utf8'));
      } catch {
        return null;
      }
    },
    set(key, value) {
      const write = async () => {
        await mkdir(folder, { recursive: true });
        await writeFile(`${fileOf(key)}.new`, JSON.stringify(value ?? null));
        await rename(`${fileOf(key)}.new`, fileOf(key));
      };
      const written = writing.then(write).catch(() => {});
      writing = written;
      return written;
    },
  };
}

/** Removes programmes and halls that were last seen more than a week before `now` (milliseconds). */
export async function tidyCache(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => passing.test(each))) {
    const file = join(folder, name);
    const seen = await stat(file).catch(() => null);
    if (seen && now - seen.mtimeMs > keepMs) await rm(file, { force: true });
  }
}
