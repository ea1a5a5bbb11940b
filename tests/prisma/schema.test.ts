import { execFileSync } from 'node:child_process';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../house/source-files.ts';
import { testDatabase } from '../setup/database.ts';

// Prisma cannot compare migrations offline, so the comparison is ours: the schema's own SQL builds one database, the
// migrations another, and the catalogues of both must say the same.
let migrated: Awaited<ReturnType<typeof testDatabase>>;
let described: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  migrated = await testDatabase();
  described = await testDatabase();
  const client = new pg.Client({ connectionString: described.url });
  await client.connect();
  await client.query(
    'DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE EXTENSION citext; CREATE EXTENSION btree_gist',
  );
  await client.query(
    execFileSync(
      'node_modules/.bin/prisma',
      ['migrate', 'diff', '--from-empty', '--to-schema-datamodel', 'prisma/schema.prisma', '--script'],
      {
        cwd: root,
        env: { ...process.env, DATABASE_URL: described.url, CHECKPOINT_DISABLE: '1' },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    ),
  );
  await client.end();
});
afterAll(async () => {
  await migrated.drop();
  await described.drop();
});

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(query);
  await client.end();
  return rows;
}

const catalogues = {
  columns: `SELECT c.table_name, c.column_name, c.udt_name, c.is_nullable, c.datetime_precision,
                   replace(c.column_default, 'public.', '') AS column_default
              FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> '_prisma_migrations'
             ORDER BY 1, 2`,
  enums: `SELECT t.typname, array_agg(e.enumlabel ORDER BY e.enumsortorder)::text AS labels
            FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid JOIN pg_namespace n ON n.oid = t.typnamespace
           WHERE n.nspname = 'public' GROUP BY 1 ORDER BY 1`,
  keys: `SELECT conrelid::regclass::text AS "table", contype, pg_get_constraintdef(oid) AS definition FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f') AND conrelid::regclass::text <> '_prisma_migrations'
          ORDER BY 1, 2, 3`,
};

for (const [name, query] of Object.entries(catalogues)) {
  test(`The migrations and schema.prisma describe the same ${name}`, async () => {
    expect(await ask(migrated.url, query)).toEqual(await ask(described.url, query));
  });
}

test('Every index of schema.prisma is in the migrations', async () => {
  const indexes = `SELECT indexname, replace(indexdef, 'public.', '') AS indexdef FROM pg_indexes
                    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`;
  expect(await ask(migrated.url, indexes)).toEqual(expect.arrayContaining(await ask(described.url, indexes)));
});
