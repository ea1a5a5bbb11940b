import type { Requested } from '../clients/connection.ts';
import type { RequestsDone } from '../clients/requests.ts';
import type { Context, Figure } from '../part.ts';
import { costOfEach } from '../spent.ts';
import { spreadOf } from '../spread.ts';

/** Something that is answered, to be compared with hello. */
export interface Answered {
  id: string;
  what: string;
  atLeast: number;
  /** Measures it once: so many a second, and what to say of it. */
  measure(context: Context): Promise<{ perSecond: number; note: string }>;
}

const connections = 32;

/** A closed loop of requests, all of which must be answered with `status`. */
export async function askFor(context: Context, requests: Requested[], status: number) {
  const { port } = context.cinema;
  const before = context.cinema.spent();
  const { result, cpu } = await context.client.drive('requests', {
    port,
    connections,
    requests,
    seconds: context.seconds,
  });
  const cost = costOfEach(before, context.cinema.spent(), result.statuses[status] ?? 0);
  onlyWith(result, status);
  return {
    perSecond: result.perSecond,
    note: `${result.bytes} bytes on the wire, p99 ${result.p99.toFixed(0)} ms; ${cost}; ${load(cpu)}`,
  };
}

/** Each of `answered` in turn, every one right after a hello of its own. */
export async function againstHello(context: Context, part: string, answered: readonly Answered[]): Promise<Figure[]> {
  const ratios = new Map<string, number[]>(answered.map(({ id }) => [id, []]));
  const notes = new Map<string, string>();
  for (const one of answered) await one.measure({ ...context, seconds: 1 });
  for (let round = 1; round <= context.rounds; round++) {
    for (const one of answered) {
      const hello = await sayHello(context);
      const { perSecond, note } = await one.measure(context);
      ratios.get(one.id)?.push(perSecond / hello);
      notes.set(one.id, `${Math.round(perSecond)}/s against ${Math.round(hello)}/s; ${note}`);
    }
    const now = answered.map(({ id }) => `${id.split('.')[1]} ${ratios.get(id)?.at(-1)?.toFixed(2)} ×`);
    context.say(`${part}, round ${round} of ${context.rounds}: ${now.join(', ')}`);
  }
  return answered.map(({ id, what, atLeast }) => ({
    id,
    what,
    goal: { atLeast, unit: '×' },
    measured: spreadOf(ratios.get(id) ?? []),
    note: notes.get(id) ?? '',
  }));
}

async function sayHello({ client, helloPort, seconds }: Context): Promise<number> {
  const load = { port: helloPort, connections, requests: [{ path: '/' }], seconds: Math.min(2, seconds) };
  const { result } = await client.drive('requests', load);
  onlyWith(result, 200);
  return result.perSecond;
}

function onlyWith({ statuses }: RequestsDone, status: number): void {
  const others = Object.keys(statuses).filter((each) => Number(each) !== status);
  if (others.length > 0) throw new Error(`Answered ${JSON.stringify(statuses)} where only ${status} was expected.`);
}

const load = (cpu: number) => `the load takes ${Math.round(cpu * 100)} % of a core`;
