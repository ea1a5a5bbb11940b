import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';
import pg from 'pg';
import { isRefusal, type Refusal } from './contract/refusals.ts';

/** One pool for everything. Prisma reads and does plain CRUD; verbs that move seats or money speak SQL to the pool. */
export interface Db {
  pool: pg.Pool;
  prisma: PrismaClient;
  close(): Promise<void>;
}

/** Plain parameterised SQL. A `name` makes it a prepared statement of the connection. */
export interface Sql {
  query<Row extends pg.QueryResultRow>(
    text: string | { name: string; text: string },
    values?: readonly unknown[],
  ): Promise<Row[]>;
}

/** An open transaction. Only verbs open one; helpers take it. */
export interface Tx extends Sql {
  /** Runs once the commit is known to have happened, never after a rollback. */
  afterCommit(act: () => void): void;
}

// int8 counts and ids stay far below 2^53 here; dates stay text, because they have no zone.
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === 20) return Number;
    if (oid === 1082) return (value: string) => value;
    return pg.types.getTypeParser(oid, format);
  },
};

/**
 * A connection plans each of its statements when it first meets it, and greets with a costly proof of the password: some 30 ms
 * of processor time until its first order is through. So it is kept from one rush to the next.
 */
const idleTimeoutMillis = 600_000;

export function openDb(url: string, options: { connections?: number } = {}): Db {
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 16, idleTimeoutMillis, types });
  // A connection that the server closed is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    pool,
    prisma,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** One statement outside a transaction, or rather in one of its own. */
export function sql(db: Db): Sql {
  return speaker(db.pool);
}

/**
 * Runs `work` in one transaction (READ COMMITTED). A returned refusal rolls back, as a thrown fault does; anything else
 * commits.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T | Refusal>): Promise<T | Refusal> {
  const client = await db.pool.connect();
  const afterwards: (() => void)[] = [];
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work({ ...speaker(client), afterCommit: (act) => afterwards.push(act) });
    if (isRefusal(result)) {
      await client.query('ROLLBACK');
      return result;
    }
    await client.query('COMMIT');
    for (const act of afterwards) act();
    return result;
  } catch (fault) {
    await client.query('ROLLBACK').catch((error: Error) => {
      broken = error;
    });
    throw fault;
  } finally {
    client.release(broken);
  }
}

function speaker(to: pg.Pool | pg.PoolClient): Sql {
  return {
    async query<Row extends pg.QueryResultRow>(
      text: string | { name: string; text: string },
      values: readonly unknown[] = [],
    ) {
      const statement = typeof text === 'string' ? { text } : text;
      return (await to.query<Row>({ ...statement, values: [...values] })).rows;
    },
  };
}
