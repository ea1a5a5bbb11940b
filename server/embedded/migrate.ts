import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { CannotStart } from './cannot-start.ts';

// `prisma migrate deploy` needs a download that not every machine can make. This runner keeps the same record in the
// same table under the same lock, so that Prisma agrees with it wherever that command does run.

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/** The advisory lock that Prisma takes for its own migrations. */
const PRISMA_LOCK = 72_707_369;

/** The table as Prisma makes it. */
const RECORD = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, in hex. */
  checksum: string;
}

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Brings the database up to date, the job queue's tables included, each migration in a transaction of its own. Several
 * processes may call it at once: one works, the others wait and find nothing to do.
 *
 * Throws CannotStart if the database cannot be opened, if a migration that was applied has been edited since, or if
 * Prisma left one half done.
 */
export async function migrate(
  url: string,
  { say = () => {}, folder = MIGRATIONS }: { say?: (line: string) => void; folder?: string } = {},
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect().catch((error: Error) => {
    const { host, port, database } = client;
    throw new CannotStart(`The database ${database} at ${host}:${port} cannot be opened: ${error.message}.`);
  });
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(RECORD);
    const applied = await appliedTo(client);
    for (const migration of readMigrations(folder)) {
      const before = applied.get(migration.name);
      if (before) refuseIfBroken(migration, before);
      else {
        say(`Bringing the database up to date: ${migration.name}`);
        await apply(client, migration);
      }
    }
    // The job queue keeps its own tables, in a schema and with migrations of its own.
    await runMigrations({ connectionString: url });
  } finally {
    // Ending the connection frees the lock.
    await client.end();
  }
}

/** The names of the migrations that this database still lacks; empty when it is up to date. */
export async function pendingMigrations(pool: pg.Pool, folder = MIGRATIONS): Promise<string[]> {
  const { rows } = await pool.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS recorded");
  const applied = rows[0].recorded ? await appliedTo(pool) : new Map<string, Applied>();
  return readMigrations(folder)
    .map(({ name }) => name)
    .filter((name) => !applied.get(name)?.finished_at);
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const file = readFileSync(join(folder, name, 'migration.sql'));
      return { name, sql: file.toString(), checksum: createHash('sha256').update(file).digest('hex') };
    });
}

async function appliedTo(db: pg.Client | pg.Pool): Promise<Map<string, Applied>> {
  const { rows } = await db.query<Applied>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
}

function refuseIfBroken({ name, checksum }: Migration, before: Applied): void {
  if (!before.finished_at) {
    throw new CannotStart(
      `The migration ${name} failed half-way in this database. Repair it, then mark it with \`prisma migrate resolve\`.`,
    );
  }
  if (before.checksum !== checksum) {
    throw new CannotStart(
      `The migration ${name} was changed after this database had applied it. ` +
        'Restore the file as it was and put the change into a new migration.',
    );
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`The migration ${name} failed; the database is as it was before it.`, { cause: error });
  }
}
