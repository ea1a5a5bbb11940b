import { loadConfig } from '../config.ts';
import { migrate } from './migrate.ts';
import { startPostgres } from './postgres.ts';
import { prepare } from './prepare.ts';
import { runTask, say } from './task.ts';

// `npm run audit`: reads through the whole database and says which promises do not hold, and of which rows. Changes
// nothing; exits with 1 if something is broken. The product may go on selling meanwhile.
await runTask(async (onStop) => {
  const config = loadConfig(process.env);
  await prepare(say);
  const url = config.databaseUrl ?? (await ownDatabase(config.dataDir, onStop));
  await migrate(url, { say });
  // Not before `prepare`: it makes the database client.
  const [{ openDb }, { findBrokenInvariants }] = await Promise.all([
    import('../db.ts'),
    import('../domain/audit/find-broken-invariants.ts'),
  ]);
  const db = openDb(url);
  onStop(() => db.close());
  const broken = await findBrokenInvariants(db);
  for (const { invariant, found } of broken) say(`BROKEN: ${invariant} Not so for ${found.join(', ')}.`);
  say(broken.length === 0 ? 'The audit is clean.' : 'The audit found what must not be; see the lines above.');
  return broken.length === 0 ? 0 : 1;
});

async function ownDatabase(dataDir: string, onStop: (close: () => Promise<void>) => void): Promise<string> {
  const postgres = await startPostgres({ dataDir, say });
  onStop(postgres.stop);
  return postgres.url;
}
