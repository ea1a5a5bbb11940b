import { rmSync } from 'node:fs';
import { choosePostgresHome } from '../../server/embedded/postgres-home.ts';

/** Removes a DATA_DIR with its database, which root keeps elsewhere where PostgreSQL's user could not enter the folder. */
export function removeData(dataDir: string): void {
  for (const folder of [choosePostgresHome(dataDir).folder, dataDir]) rmSync(folder, { recursive: true, force: true });
}
