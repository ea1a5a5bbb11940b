import { randomUUID } from 'node:crypto';
import { quantile } from '../spread.ts';
import { Connection, requestText } from './connection.ts';

export interface Stampede {
  port: number;
  session: number;
  seats: number[];
  buyers: number;
}

export interface Stampeded {
  /** How often each answer came: `201`, `409 seat_taken`; `no answer` where the connection was lost. */
  answers: Record<string, number>;
  /** Seats that two were granted. */
  twice: number;
  /** Milliseconds after all had asked at once. */
  p50: number;
  slowest: number;
}

/** As many guests as `buyers`, each on a connection of their own, all ask for one seat in the same moment. */
export async function driveStampede({ port, session, seats, buyers }: Stampede): Promise<Stampeded> {
  const crowd = Array.from({ length: buyers }, () => new Connection(port));
  for (let i = 0; i < buyers; i += 250) await Promise.all(crowd.slice(i, i + 250).map((one) => one.open()));
  const requests = crowd.map((_, i) =>
    requestText({
      method: 'POST',
      path: '/api/orders/',
      headers: { 'Idempotency-Key': randomUUID() },
      body: { session, seats: [seats[(i * 7919) % seats.length]], email: `buyer-${session}-${i}@bench.test` },
    }),
  );
  const answers: Record<string, number> = {};
  const granted = new Set<number>();
  let twice = 0;
  const started = performance.now();
  const times = await Promise.all(
    crowd.map(async (connection, i) => {
      const answer = await connection.ask(requests[i] ?? '').catch(() => null);
      const time = performance.now() - started;
      if (!answer) {
        answers['no answer'] = (answers['no answer'] ?? 0) + 1;
        return time;
      }
      const body = JSON.parse(answer.body.toString());
      const what = answer.status === 201 ? '201' : `${answer.status} ${body.code}`;
      answers[what] = (answers[what] ?? 0) + 1;
      for (const { seat } of body.tickets ?? []) {
        if (granted.has(seat.id)) twice += 1;
        granted.add(seat.id);
      }
      return time;
    }),
  );
  for (const connection of crowd) connection.close();
  return { answers, twice, p50: quantile(times, 0.5), slowest: Math.max(...times) };
}
