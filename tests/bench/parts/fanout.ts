import { openClient } from '../client.ts';
import type { Seen } from '../clients/watchers.ts';
import type { Context, Figure, Part } from '../part.ts';
import { quantile, spreadOf } from '../spread.ts';

const houses = [
  { watchers: 200, perSecond: 20, below: 30 },
  { watchers: 1_000, perSecond: 60, below: 100 },
  { watchers: 2_000, perSecond: 60, below: 150 },
];
const runs = 3;
const seconds = 6;

/** From the moment a buyer asks for a seat to the moment the last screens have its frame. */
export const fanout: Part = {
  name: 'fanout',
  async run(context) {
    const screens = openClient();
    const figures: Figure[] = [];
    const memory: number[] = [];
    let lost = 0;
    let turn = 0;
    try {
      for (const house of houses) {
        const p99s: number[] = [];
        let note = '';
        for (let run = 1; run <= runs; run++) {
          const session = context.cinema.stage.singles[turn++] ?? 0;
          const seen = await play(context, screens, house, session, memory);
          const { times, missing } = latencies(seen.frames, seen.held, house.watchers);
          p99s.push(quantile(times, 0.99));
          lost += missing;
          note = `p50 ${quantile(times, 0.5).toFixed(0)} ms; the screens take ${Math.round(seen.cpu * 100)} % of a core`;
          context.say(
            `fanout, ${house.watchers} × ${house.perSecond}/s, run ${run} of ${runs}: p99 ${p99s.at(-1)?.toFixed(0)} ms`,
          );
        }
        figures.push({
          id: `fanout.${house.watchers}`,
          what: `Hold → frame on each of ${house.watchers} watchers at ${house.perSecond} holds/s: p99 from when the request was due`,
          goal: { below: house.below, unit: 'ms' },
          measured: spreadOf(p99s),
          note,
        });
      }
    } finally {
      screens.close();
    }
    return [
      ...figures,
      { id: 'fanout.lost', what: 'Frames lost', goal: { atMost: 0, unit: '' }, measured: spreadOf([lost]) },
      {
        id: 'fanout.memory',
        what: 'Memory of the server with 2,000 watchers',
        goal: { below: 300, unit: 'MB' },
        measured: spreadOf(memory),
        note: 'resident, after everything before it in this run',
      },
    ];
  },
};

async function play(
  { cinema, client }: Context,
  screens: ReturnType<typeof openClient>,
  { watchers, perSecond }: (typeof houses)[number],
  session: number,
  memory: number[],
) {
  const { port, stage } = cinema;
  await screens.drive('openWatchers', { port, session, count: watchers });
  const began = performance.now();
  const load = { port, perSecond, seconds, connections: 16, session, seats: stage.singleSeats };
  const { result } = await client.drive('singles', load);
  if (result.refused > 0) throw new Error(`${result.refused} of the seats that were to be watched could not be held`);
  await new Promise((settled) => setTimeout(settled, 700));
  if (watchers === 2_000) memory.push(cinema.memory());
  const { result: frames, cpu } = await screens.drive('takeSeen', null);
  await screens.drive('closeWatchers', null);
  return { frames, held: result.held, cpu: cpu / Math.max(1, performance.now() - began) };
}

/** Each hold belongs to the message that says its seat is held; a message that a watcher did not get is missing. */
function latencies(frames: Seen[], held: [number, number][], watchers: number): { times: number[]; missing: number } {
  const frameOf = new Map(frames.flatMap((frame) => frame.changes.map(([place]) => [place, frame] as const)));
  const times: number[] = [];
  let missing = frames.reduce((sum, frame) => sum + (watchers - frame.at.length), 0);
  for (const [place, dueAt] of held) {
    const frame = frameOf.get(place);
    if (frame) for (const at of frame.at) times.push(at - dueAt);
    else missing += watchers;
  }
  return { times, missing };
}
