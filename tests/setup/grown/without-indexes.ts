import type pg from 'pg';

/** The tables that grow by millions of rows. */
const large = [
  'screenings',
  'holds',
  'orders',
  'tickets',
  'seat_claims',
  'payments',
  'till_sales',
  'till_acts',
  'refunds',
];
const traces = ['refund_lines', 'audit_entries', 'mails', 'webhook_events'];

/** Lets a bulk of rows in faster: their indexes, other than primary keys, are made anew when all are there. */
export async function withoutIndexes(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
      WHERE indrelid = ANY ($1::regclass[]) AND NOT indisprimary
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [[...large, ...traces]],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of rows) await client.query(definition);
}
