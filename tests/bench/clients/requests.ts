import { quantile } from '../spread.ts';
import { Connection, type Requested, requestText } from './connection.ts';

export interface RequestLoad {
  port: number;
  connections: number;
  seconds: number;
  /** Asked in turn. */
  requests: Requested[];
}

export interface RequestsDone {
  perSecond: number;
  /** Of those answered, by status. */
  statuses: Record<number, number>;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Bytes of a body, on average. */
  bytes: number;
}

/** A closed loop: each connection asks again as soon as it was answered. */
export async function driveRequests({ port, connections, seconds, requests }: RequestLoad): Promise<RequestsDone> {
  const statuses: Record<number, number> = {};
  const times: number[] = [];
  let bytes = 0;
  let turn = 0;
  const open = Array.from({ length: connections }, () => new Connection(port));
  await Promise.all(open.map((connection) => connection.open()));
  const started = performance.now();
  const until = started + seconds * 1000;
  await Promise.all(
    open.map(async (connection) => {
      for (let asked = performance.now(); asked < until; ) {
        const request = requests[turn++ % requests.length];
        if (!request) throw new Error('nothing to ask');
        const { status, body } = await connection.ask(requestText(request));
        const answered = performance.now();
        times.push(answered - asked);
        statuses[status] = (statuses[status] ?? 0) + 1;
        bytes += body.length;
        asked = answered;
      }
      connection.close();
    }),
  );
  const lasted = (performance.now() - started) / 1000;
  return {
    perSecond: times.length / lasted,
    statuses,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    bytes: Math.round(bytes / times.length),
  };
}
