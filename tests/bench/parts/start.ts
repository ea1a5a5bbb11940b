import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../../../server/embedded/prepare.ts';
import { freePort } from '../../setup/free-port.ts';
import { removeData } from '../../setup/remove-data.ts';
import type { Part } from '../part.ts';
import { spreadOf } from '../spread.ts';

const runs = 3;

/** `npm start` on a machine where everything is installed, until the first page is there. */
export const start: Part = {
  name: 'start',
  async run({ say }) {
    const dataDir = mkdtempSync(join(tmpdir(), 'foyer-start-'));
    try {
      const first = await untilFirstPage(dataDir);
      const again: number[] = [];
      for (let run = 0; run < runs; run++) again.push(await untilFirstPage(dataDir));
      say(`start: ${first.toFixed(1)} s with the demo to be made, then ${again.map((s) => s.toFixed(1)).join(', ')} s`);
      return [
        {
          id: 'start.again',
          what: '`npm start`, once installed, to the first page',
          goal: { below: 6, unit: 's' },
          measured: spreadOf(again),
          note: `the very first, which makes the database and the demo cinema: ${first.toFixed(1)} s`,
        },
      ];
    } finally {
      removeData(dataDir);
    }
  },
};

async function untilFirstPage(dataDir: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const { NODE_ENV: _, DATABASE_URL: __, ...env } = process.env;
  const server = spawn('npm', ['start'], {
    cwd: root,
    stdio: 'ignore',
    env: { ...env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' },
  });
  try {
    for (;;) {
      if (server.exitCode !== null) throw new Error('npm start ended before its first page');
      const page = await fetch(`http://127.0.0.1:${port}/`).then(
        (answer) => answer.text(),
        () => '',
      );
      if (page.includes('</html>')) return (performance.now() - started) / 1000;
      await delay(20);
    }
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    // npm may be gone before what it started is: the next start must find the data free.
    while (
      await fetch(`http://127.0.0.1:${port}/healthz`).then(
        () => true,
        () => false,
      )
    )
      await delay(50);
    await delay(500);
  }
}
