import type { Hello } from '../anchors/start-hello.ts';
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

/** Each of `answered` in turn, every one right after hellos of its own. */
export async function againstHello(context: Context, part: string, answered: readonly Answered[]): Promise<Figure[]> {
  const { hello, ownHello, rounds } = context;
  const measured = answered.map((one) => ({ ...one, ratios: [] as number[], ownRatios: [] as number[], note: '' }));
  for (const one of answered) await one.measure({ ...context, seconds: 1 });
  for (let round = 1; round <= rounds; round++) {
    for (const one of measured) {
      const [anchor, own] = [await said(context, hello), await said(context, ownHello)];
      const { perSecond, note } = await one.measure(context);
      one.ratios.push(perSecond / anchor);
      one.ownRatios.push(perSecond / own);
      const [now, theirs, ours] = [perSecond, anchor, own].map(Math.round);
      one.note = `${now}/s; hello ${theirs}/s on the machine's Node ${hello.version}, ${ours}/s on the product's ${ownHello.version}; ${note}`;
    }
    const now = measured.map(({ id, ratios }) => `${id.split('.')[1]} ${ratios.at(-1)?.toFixed(2)} ×`);
    context.say(`${part}, round ${round} of ${rounds}: ${now.join(', ')}`);
  }
  return measured.map(({ id, what, atLeast, ratios, ownRatios, note }) => {
    const own = spreadOf(ownRatios);
    return {
      id,
      what,
      goal: { atLeast, unit: '×' },
      measured: spreadOf(ratios),
      note: `${own.median.toFixed(2)} × (${own.min.toFixed(2)} – ${own.max.toFixed(2)}) against hello on the product's Node. ${note}`,
    };
  });
}

async function said({ client, seconds }: Context, { port }: Hello): Promise<number> {
  const load = { port, connections, requests: [{ path: '/' }], seconds: Math.min(2, seconds) };
  const { result } = await client.drive('requests', load);
  onlyWith(result, 200);
  return result.perSecond;
}

function onlyWith({ statuses }: RequestsDone, status: number): void {
  const others = Object.keys(statuses).filter((each) => Number(each) !== status);
  if (others.length > 0) throw new Error(`Answered ${JSON.stringify(statuses)} where only ${status} was expected.`);
}

const load = (cpu: number) => `the load takes ${Math.round(cpu * 100)} % of a core`;
