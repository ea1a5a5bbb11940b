import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { now } from './clock.ts';

/**
 * A bystander on the disk that the databases of the benchmark lie on: writes 8 kB through to it every 20 ms, as each commit
 * does, and answers how long the slowest took, in milliseconds. What stops it stops every commit, whoever asked for it.
 */
export async function watchDisk({ seconds }: { seconds: number }): Promise<number> {
  const file = join(tmpdir(), `foyer-bench-${randomUUID()}`);
  const disk = await open(file, 'wx');
  const page = Buffer.alloc(8192, 'x');
  let slowest = 0;
  try {
    for (const until = now() + seconds * 1000; now() < until; await delay(20)) {
      const began = now();
      await disk.write(page, 0, page.length, 0);
      await disk.datasync();
      slowest = Math.max(slowest, now() - began);
    }
  } finally {
    await disk.close();
    await rm(file);
  }
  return slowest;
}
