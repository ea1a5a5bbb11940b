import type { Part } from '../part.ts';
import { againstHello, askFor } from './against-hello.ts';

/** What everybody looks at. */
export const read: Part = {
  name: 'read',
  async run(context) {
    const { port, stage } = context.cinema;
    const sessions = stage.hot.slice(1, 9);
    const seats = sessions.map((id) => ({ path: `/api/sessions/${id}/seats/` }));
    const known = await Promise.all(seats.map((each) => withTag(port, each.path)));
    return againstHello(context, 'read', [
      {
        id: 'read.movies',
        what: '`GET /api/movies/` with filter and search',
        atLeast: 0.8,
        measure: (now) => askFor(now, searches, 200),
      },
      {
        id: 'read.seats',
        what: '`GET /api/sessions/{id}/seats/`, the whole plan of 546 seats',
        atLeast: 0.8,
        measure: (now) => askFor(now, seats, 200),
      },
      {
        id: 'read.unchanged',
        what: 'The same, asked with the `ETag` of the last answer',
        atLeast: 0.8,
        measure: (now) => askFor(now, known, 304),
      },
      {
        id: 'read.snapshot',
        what: 'The live snapshot of those seats, over the socket',
        atLeast: 1.5,
        async measure({ client, seconds }) {
          const { result, cpu } = await client.drive('snapshots', { port, sessions, sockets: 32, seconds });
          return { perSecond: result.perSecond, note: `the load takes ${Math.round(cpu * 100)} % of a core` };
        },
      },
      {
        id: 'read.programme',
        what: 'The programme page of the shop, rendered on the server',
        atLeast: 0.4,
        measure: (now) => askFor(now, [{ path: '/' }], 200),
      },
    ]);
  },
};

/** Words with and without typos, titles and descriptions, alone and with filters. */
const searches = [
  '?search=love&age_limit=16',
  '?search=bernstien&genre=drama',
  '?search=the&age_limit=12',
  '?search=night&genre=comedy',
  '?search=wrold&age_limit=18',
  '?search=story&genre=drama&age_limit=16',
  '?search=man&page_size=20',
  '?genre=drama&age_limit=16',
].map((query) => ({ path: `/api/movies/${query}` }));

async function withTag(port: number, path: string) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { path, headers: { 'If-None-Match': answer.headers.get('etag') ?? '' } };
}
