import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** Seconds of a core that the product has used, which other work on the machine cannot stretch as it does a rate. */
export interface Spent {
  server: number;
  database: number;
}

/** Source: proc(5), `utime` to `cstime`, in ticks that Linux tells programs to be hundredths. NaN where there is no /proc. */
export function cpuSeconds(server: number | undefined, postmaster: number): Spent {
  const own = statOf(String(server));
  const master = statOf(String(postmaster));
  if (!own || !master) return { server: Number.NaN, database: Number.NaN };
  const sessions = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === postmaster)
    .reduce((sum, stat) => sum + (stat?.own ?? 0), 0);
  return { server: own.own / 100, database: (master.own + master.ended + sessions) / 100 };
}

/** The process that all of a database's others come from. */
export async function postmasterOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  const session = statOf(String(rows[0]?.pid));
  await client.end();
  return session?.parent ?? Number.NaN;
}

/** What each of `count` cost, for a note. */
export function costOfEach(before: Spent, after: Spent, count: number): string {
  const each = (of: keyof Spent) => `${(((after[of] - before[of]) / count) * 1000).toFixed(3)} ms`;
  return `each takes ${each('server')} of the server's CPU, ${each('database')} of the database's`;
}

function statOf(pid: string): { parent: number; own: number; ended: number } | null {
  try {
    // Behind the name, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
    const [, parent = 0, ...rest] = fields;
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = rest.slice(9, 13);
    return { parent, own: utime + stime, ended: cutime + cstime };
  } catch {
    return null;
  }
}
