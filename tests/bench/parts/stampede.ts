import { openClient } from '../client.ts';
import type { Part } from '../part.ts';
import { spreadOf } from '../spread.ts';

const buyers = 5_000;
const runs = 3;

/** The moment in which a much-awaited screening goes on sale. */
export const stampede: Part = {
  name: 'stampede',
  async run({ cinema, client, say }) {
    const { port, stage } = cinema;
    const browser = openClient();
    const slowest: number[] = [];
    const pages: number[] = [];
    const sold: number[] = [];
    const refused: number[] = [];
    let twice = 0;
    try {
      for (let run = 1; run <= runs; run++) {
        const session = stage.few[run] ?? 0;
        const others = [{ path: '/' }, { path: `/sessions/${stage.hot[0]}/` }, { path: '/api/movies/' }];
        await browser.drive('paced', { port, perSecond: 20, seconds: 1, connections: 32, requests: others });
        // The pages are asked for from before the crowd until well after it.
        const looking = browser.drive('paced', { port, perSecond: 60, seconds: 6, connections: 64, requests: others });
        const { result } = await client.drive('stampede', { port, session, seats: stage.fewSeats, buyers });
        const paced = (await looking).result;
        slowest.push(result.slowest / 1000);
        pages.push(paced.p95);
        sold.push(result.answers['201'] ?? 0);
        refused.push(result.answers['409 seat_taken'] ?? 0);
        twice += result.twice;
        say(
          `stampede, run ${run} of ${runs}: ${JSON.stringify(result.answers)}, the last after ${result.slowest.toFixed(0)} ms, pages p95 ${paced.p95.toFixed(0)} ms ${JSON.stringify(paced.statuses)}`,
        );
      }
    } finally {
      browser.close();
    }
    return [
      {
        id: 'stampede.slowest',
        what: `${buyers} buyers at once for 300 seats: the last one is answered after`,
        goal: { below: 3, unit: 's' },
        measured: spreadOf(slowest),
      },
      { id: 'stampede.sold', what: 'Seats granted', goal: { atLeast: 300, unit: '' }, measured: spreadOf(sold) },
      {
        id: 'stampede.refused',
        what: 'Clear refusals: `409 seat_taken`',
        goal: { atLeast: buyers - 300, unit: '' },
        measured: spreadOf(refused),
      },
      { id: 'stampede.twice', what: 'Seats granted twice', goal: { atMost: 0, unit: '' }, measured: spreadOf([twice]) },
      {
        id: 'stampede.pages',
        what: 'The other pages meanwhile: p95',
        goal: { below: 200, unit: 'ms' },
        measured: spreadOf(pages),
      },
    ];
  },
};
