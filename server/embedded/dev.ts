import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../config.ts';
import { prepare, root } from './prepare.ts';
import { readyDatabase } from './ready-database.ts';
import { runTask, say } from './task.ts';

const WATCHED = ['server', 'storefront', 'admin', 'kiosk', 'prisma'];
const SOURCE = /\.(tsx?|scss|css|prisma)$/;

// `npm run dev`: the database stays up; the server starts anew, with fresh pages, whenever a source changes.
await runTask(async (onStop) => {
  const config = loadConfig(process.env);
  await prepare(say);
  const database = await readyDatabase(config, say, onStop);
  let server = serve(database.url);
  onStop(() => end(server));

  let restarting = Promise.resolve();
  let settle: NodeJS.Timeout | undefined;
  const restart = async () => {
    await end(server);
    // A mistake in a page is printed, and the next change gives it another chance.
    await prepare(say).catch((error: Error) => say(error.message));
    server = serve(database.url);
  };
  for (const folder of WATCHED) {
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      if (!name || !SOURCE.test(name)) return;
      clearTimeout(settle);
      settle = setTimeout(() => {
        say(`\n${folder}/${name} changed.`);
        restarting = restarting.then(restart);
      }, 150);
    });
  }
  return await database.failure;
});

function serve(databaseUrl: string): ChildProcess {
  const child = fork(fileURLToPath(new URL('dev-server.ts', import.meta.url)), { cwd: root });
  child.send({ databaseUrl });
  return child;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}
