import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../server/embedded/migrate.ts';
import { startPostgres } from '../../server/embedded/postgres.ts';
import { prepare } from '../../server/embedded/prepare.ts';
import { findBrowser } from './find-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the migrated, empty database that test databases are cloned from. Nobody may stay connected to it. */
    templateUrl: string;
    chromium: string;
  }
}

/** Everything the tests stand on, so that `vitest` started by hand needs no more than `npm test` does. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const say = (line: string) => console.log(line);
  await prepare(say);
  project.provide('chromium', await findBrowser(say));
  const postgres = await startPostgres({ dataDir: mkdtempSync(join(tmpdir(), 'foyer-test-')), throwaway: true });
  await migrate(postgres.url);
  project.provide('templateUrl', postgres.url);
  return () => postgres.stop();
}
