import pg from 'pg';
import { accepted } from '../../../prisma/seed/accepted.ts';
import { halls as drawn } from '../../../prisma/seed/halls.ts';
import { buildPlan } from '../../../prisma/seed/plan-builder.ts';
import { openDb, sql } from '../../../server/db.ts';
import { system } from '../../../server/domain/actor.ts';
import { addHall } from '../../../server/domain/halls/add-hall.ts';
import { publishSeatPlan } from '../../../server/domain/halls/publish-seat-plan.ts';
import { saveSeatPlan } from '../../../server/domain/halls/save-seat-plan.ts';
import type { House } from '../../../server/domain/house.ts';
import { registerKiosk } from '../../../server/domain/kiosks/manage-kiosk.ts';
import { shiftReport } from '../../../server/domain/shifts/shift-report.ts';
import { moneySteps } from './money.ts';
import { partySteps } from './parties.ts';
import { programmeSteps } from './programme.ts';
import { traceSteps } from './traces.ts';
import { withoutIndexes } from './without-indexes.ts';

export interface Growth {
  /** How far back the past goes, from yesterday. */
  days: number;
  /** Screens; those that the house lacks are built as the demo's are. */
  halls: number;
  films: number;
  /** Accounts of customers. */
  customers: number;
  /** The share of seats that is sold on average, at most 0.31. */
  fill: number;
}

/** Five years of a 12-screen cinema: about 100,000 screenings and 5 million tickets. */
export const fiveYears: Growth = { days: 1826, halls: 12, films: 1200, customers: 60_000, fill: 0.31 };

export interface Grown {
  screenings: number;
  tickets: number;
  orders: number;
  bytes: number;
  seconds: number;
}

/** A step of the growth: what it makes, and the statement that does. */
export type Step = [name: string, sql: string];

const tills = 3;

/**
 * Gives a house a past, as the product would have left it: films, screenings, buyers, orders, tickets, payments, drawers,
 * refunds, letters, the audit log. Nothing from today on is touched. Set-based, in minutes; triggers and foreign keys rest
 * meanwhile, so it wants a superuser, and `findBrokenInvariants` and `danglingReferences` say whether all is well.
 */
export async function grow(url: string, growth: Growth, say: (line: string) => void = () => {}): Promise<Grown> {
  const started = Date.now();
  await build(url, growth);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const run = async ([name, statement]: Step) => {
    const begun = Date.now();
    const { rowCount } = await client.query(statement);
    say(`${name}: ${rowCount ?? 0} in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  };
  try {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB';
                        SET maintenance_work_mem = '512MB'; SET jit = off; SET temp_file_limit = '8GB'; SELECT setseed(0.42)`);
    await withoutIndexes(client, async () => {
      for (const step of [...programmeSteps(growth), ...partySteps, ...moneySteps, ...traceSteps]) await run(step);
    });
    await run(['vacuumed', 'VACUUM (ANALYZE)']);
    await printReports(url);
    const { rows } = await client.query<Omit<Grown, 'seconds'>>(
      `SELECT (SELECT count(*)::int FROM screenings) AS screenings, (SELECT count(*)::int FROM tickets) AS tickets,
              (SELECT count(*)::int FROM orders) AS orders, pg_database_size(current_database())::float8 AS bytes`,
    );
    if (!rows[0]) throw new Error('counting answered no row');
    return { ...rows[0], seconds: (Date.now() - started) / 1000 };
  } finally {
    await client.end();
  }
}

/** Halls and tills, by the verbs. */
async function build(url: string, growth: Growth): Promise<void> {
  const db = openDb(url, { connections: 2 });
  const house = { db, seatsChanged: () => {} } as unknown as House;
  try {
    const [has] = await sql(db).query<{ halls: number; tills: number }>(
      'SELECT (SELECT count(*) FROM halls) AS halls, (SELECT count(*) FROM kiosks) AS tills',
    );
    for (let n = has?.halls ?? 0; n < growth.halls; n++) {
      const like = drawn[n % drawn.length];
      if (!like) throw new Error('the demo has no halls');
      const facts = { code: `screen-${n + 1}`, name: `Screen ${n + 1}`, description: '', sortOrder: n };
      const { id } = accepted(await addHall(house, system, facts));
      const plan = { hallId: id, name: facts.name, ...buildPlan(like.spec) };
      const { planId } = accepted(await saveSeatPlan(house, system, plan));
      accepted(await publishSeatPlan(house, system, { planId }));
    }
    for (let n = has?.tills ?? 0; n < tills; n++) {
      accepted(await registerKiosk(house, system, { name: `Till of the past ${n + 1}` }));
    }
  } finally {
    await db.close();
  }
}

/** The Z reports of all those drawers, by the product's own reckoning. */
async function printReports(url: string): Promise<void> {
  const db = openDb(url, { connections: 4 });
  try {
    const shifts = await sql(db).query<{ id: number }>(`SELECT id FROM shifts WHERE report = '{}' ORDER BY id`);
    const printer = async (): Promise<void> => {
      for (let next = shifts.pop(); next; next = shifts.pop()) {
        const report = JSON.stringify(await shiftReport(sql(db), next.id));
        await sql(db).query('UPDATE shifts SET report = $2 WHERE id = $1', [next.id, report]);
      }
    };
    await Promise.all([printer(), printer(), printer(), printer()]);
  } finally {
    await db.close();
  }
}

/** Rows that point at nothing, by foreign key; empty is good. */
export async function danglingReferences(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; query: string }>(
      `SELECT conname AS name, format('SELECT FROM %s a WHERE %s AND NOT EXISTS (SELECT FROM %s b WHERE %s) LIMIT 1',
                conrelid::regclass, string_agg(format('a.%I IS NOT NULL', x.attname), ' AND '),
                confrelid::regclass, string_agg(format('a.%I = b.%I', x.attname, y.attname), ' AND ')) AS query
         FROM pg_constraint c CROSS JOIN LATERAL unnest(conkey, confkey) k (here, there)
         JOIN pg_attribute x ON x.attrelid = conrelid AND x.attnum = here
         JOIN pg_attribute y ON y.attrelid = confrelid AND y.attnum = there
        WHERE contype = 'f' AND connamespace = 'public'::regnamespace GROUP BY c.oid, conname, conrelid, confrelid`,
    );
    const dangling: string[] = [];
    for (const { name, query } of rows) if ((await client.query(query)).rowCount) dangling.push(name);
    return dangling;
  } finally {
    await client.end();
  }
}
