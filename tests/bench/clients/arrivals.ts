import { randomUUID } from 'node:crypto';
import { quantile } from '../spread.ts';
import { now } from './clock.ts';
import { Connection, type Requested, requestText } from './connection.ts';

export interface Arrivals {
  port: number;
  perSecond: number;
  seconds: number;
  /** As many may be under way at once. */
  connections: number;
}

/** An open loop: requests are due at even intervals, whether or not the server keeps up. */
async function arrive(
  { port, perSecond, seconds, connections }: Arrivals,
  ask: (connection: Connection, turn: number, dueAt: number) => Promise<void>,
): Promise<void> {
  const pool = Array.from({ length: connections }, () => new Connection(port));
  await Promise.all(pool.map((connection) => connection.open()));
  const started = now();
  let turn = 0;
  await Promise.all(
    pool.map(async (connection) => {
      for (;;) {
        const mine = turn++;
        if (mine >= perSecond * seconds) break;
        const dueAt = started + (mine * 1000) / perSecond;
        const early = dueAt - now();
        if (early > 0) await new Promise((go) => setTimeout(go, early));
        await ask(connection, mine, dueAt);
      }
      connection.close();
    }),
  );
}

export interface Paced {
  statuses: Record<number, number>;
  /** Milliseconds from when each was due. */
  p50: number;
  p95: number;
  p99: number;
}

export async function drivePaced(load: Arrivals & { requests: Requested[] }): Promise<Paced> {
  const statuses: Record<number, number> = {};
  const times: number[] = [];
  await arrive(load, async (connection, turn, dueAt) => {
    const { status } = await connection.ask(requestText(load.requests[turn % load.requests.length] ?? { path: '/' }));
    times.push(now() - dueAt);
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  return { statuses, p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99) };
}

/** One guest after the other holds the next seat; answers when each was due to ask, by the seat's place in the plan. */
export async function driveSingles(
  load: Arrivals & { session: number; seats: number[] },
): Promise<{ held: [place: number, dueAt: number][]; refused: number }> {
  const held: [number, number][] = [];
  let refused = 0;
  await arrive(load, async (connection, place, dueAt) => {
    const { status } = await connection.ask(
      requestText({
        method: 'POST',
        path: '/api/orders/',
        headers: { 'Idempotency-Key': randomUUID() },
        body: { session: load.session, seats: [load.seats[place]], email: `${randomUUID()}@bench.test` },
      }),
    );
    if (status === 201) held.push([place, dueAt]);
    else refused += 1;
  });
  return { held, refused };
}
