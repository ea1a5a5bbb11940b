import type { Config } from '../config.ts';
import { CannotStart } from './cannot-start.ts';
import { migrate } from './migrate.ts';
import { startPostgres } from './postgres.ts';

interface ReadyDatabase {
  url: string;
  /** Never resolves; rejects if our own PostgreSQL ends unasked. */
  failure: Promise<never>;
}

/** The database that `config` asks for, ours or theirs, up to date and, in demo mode, with the demo cinema in it. */
export async function readyDatabase(
  config: Config,
  say: (line: string) => void,
  onStop: (close: () => Promise<void>) => void,
): Promise<ReadyDatabase> {
  const database =
    config.databaseUrl === null ? await ownPostgres(config.dataDir, say, onStop) : theirs(config.databaseUrl);
  await migrate(database.url, { say });
  if (config.demo) {
    // Not before `prepare`: the seed goes through the domain's verbs, which want the database client made there.
    const { seedIfEmpty } = await import('../../prisma/seed/index.ts');
    await seedIfEmpty(database.url, say);
  }
  return database;
}

async function ownPostgres(
  dataDir: string,
  say: (line: string) => void,
  onStop: (close: () => Promise<void>) => void,
): Promise<ReadyDatabase> {
  const postgres = await startPostgres({ dataDir, say });
  onStop(postgres.stop);
  const failure = postgres.ended.then((log) => {
    // Asked to end, it has not failed: the caller is closing and waits for something else.
    if (log === null) return new Promise<never>(() => {});
    throw new CannotStart(`PostgreSQL ended of itself. The end of its log (${dataDir}/postgres.log):\n${log}`);
  });
  // Whoever waits for it hears of it; until someone does it must not bring the process down.
  failure.catch(() => {});
  return { url: postgres.url, failure };
}

function theirs(url: string): ReadyDatabase {
  return { url, failure: new Promise<never>(() => {}) };
}
