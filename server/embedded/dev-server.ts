import { once } from 'node:events';
import { loadConfig, quickLibraries } from '../config.ts';
import { runTask, say } from './task.ts';

// The part of `npm run dev` that starts anew at every change: the server alone, on the database that dev.ts keeps up.
await runTask(async (onStop) => {
  const [{ databaseUrl }] = await once(process, 'message');
  const config = loadConfig(process.env);
  quickLibraries();
  const { startServer } = await import('../main.ts');
  const server = await startServer(config, databaseUrl);
  onStop(server.stop);
  say(`Foyer is open: ${server.url}`);
  return await new Promise<never>(() => {});
});
