import pg from 'pg';
import { expect, vi } from 'vitest';
import { type Db, sql } from '../../server/db.ts';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

export interface Reading {
  table: string;
  how: string;
  /** Rows that were looked at, whether or not they were of use. */
  rows: number;
  statement: string;
}

export interface PlanWatch {
  /** How many different statements were seen, those inside of functions too. */
  statements(): number;
  /** The most that a statement looked at in one table, the worst first. */
  readings(): Reading[];
}

/**
 * Watches how the database really goes about every statement that these pools send from now on, by PostgreSQL's own
 * auto_explain. Their open connections are cut, so that new ones come under the watch.
 */
export async function watchPlans(pools: Db[]): Promise<PlanWatch> {
  const seen = new Map<string, Reading>();
  const statements = new Set<string>();
  const note = ({ message }: { message?: string | undefined }) => {
    const json = /^duration: .*?plan:\s*(\{.*)$/s.exec(message ?? '')?.[1];
    if (!json) return;
    const { 'Query Text': text, Plan: plan } = JSON.parse(json) as { 'Query Text': string; Plan: PlanNode };
    const statement = text.replaceAll(/\s+/g, ' ').trim();
    statements.add(statement);
    for (const reading of readingsOf(plan, statement)) {
      const key = `${reading.table} ${statement}`;
      if ((seen.get(key)?.rows ?? -1) < reading.rows) seen.set(key, reading);
    }
  };
  for (const { pool } of pools) pool.on('connect', (client) => client.on('notice', note));
  const [first] = pools;
  if (!first) throw new Error('there is nothing to watch');
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
    'auto_explain.log_nested_statements': 'on',
  };
  await sql(first).query(`LOAD 'auto_explain'`);
  const [{ name } = { name: '' }] = await sql(first).query<{ name: string }>('SELECT current_database() AS name');
  for (const [key, value] of Object.entries(settings)) {
    await sql(first).query(`ALTER DATABASE ${name} SET ${key} = '${value}'`);
  }
  await cutAll(first, pools);
  return {
    statements: () => statements.size,
    readings: () => [...seen.values()].sort((a, b) => b.rows - a.rows),
  };
}

/** Until every pool has noticed: a connection that is cut and still given out would fail whoever asks by it. */
async function cutAll(first: Db, pools: Db[]): Promise<void> {
  const open = pools.map(({ pool }) => ({ pool, left: pool.totalCount }));
  for (const each of open) each.pool.on('remove', () => (each.left -= 1));
  const client = new pg.Client({ connectionString: first.pool.options.connectionString });
  await client.connect();
  try {
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    const noticed = () => expect(Math.max(...open.map(({ left }) => left))).toBeLessThanOrEqual(0);
    await vi.waitFor(noticed, { timeout: 30_000 });
  } finally {
    await client.end();
  }
}

function readingsOf(node: PlanNode, statement: string): Reading[] {
  const own = node['Relation Name'];
  const rows =
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
    node['Actual Loops'];
  const how = `${node['Node Type']} ${node['Index Name'] ?? ''}`.trim();
  return [
    ...(own && node['Node Type'].includes('Scan') ? [{ table: own, how, rows, statement }] : []),
    ...(node.Plans ?? []).flatMap((below) => readingsOf(below, statement)),
  ];
}
