import { fiveYears, grow } from '../../setup/grown/index.ts';
import type { Cinema } from '../cinema.ts';
import type { Context, Figure, Part } from '../part.ts';
import { quantile, spreadOf } from '../spread.ts';
import { callersOf } from './callers.ts';

const goal = { atMost: 1.25, unit: '×' };

/** What people open most. Past the caches of browsers, each from an address of its own. */
const pages: [id: string, what: string, path: (cinema: Cinema) => string][] = [
  ['movies', '`GET /api/movies/` with filter and search', () => '/api/movies/?search=night&genre=drama'],
  ['sessions', '`GET /api/sessions/`', () => '/api/sessions/'],
  ['seats', '`GET /api/sessions/{id}/seats/`', ({ stage }) => `/api/sessions/${stage.hot[0]}/seats/`],
  ['programme', 'The programme, server-rendered', () => '/'],
  ['map', 'The page of a seat map', ({ stage }) => `/sessions/${stage.hot[0]}`],
];

/** Five years of a cinema with twelve screens against one that has just opened: the same questions, turn by turn. */
export const growth: Part = {
  name: 'growth',
  async run(context) {
    const { cinema: young, say, rounds } = context;
    let made = { screenings: 0, tickets: 0, bytes: 0, seconds: 0 };
    const old = await context.openCinema(async (url) => {
      made = await grow(url, fiveYears, say);
    });
    try {
      const ratios = new Map<string, number[]>();
      const note = (id: string, ratio: number) => ratios.set(id, [...(ratios.get(id) ?? []), ratio]);
      const callers = { young: await callersOf(young, 32), old: await callersOf(old, 32) };
      for (let round = 0; round <= rounds; round++) {
        const held = [await holds(context, young, callers.young), await holds(context, old, callers.old)];
        const times: [string, number][] = [];
        for (const [id, , path] of pages) {
          const [before, after] = [await typical(young, path(young)), await typical(old, path(old))];
          times.push([id, after / before]);
        }
        // The first round warms both up.
        if (round === 0) continue;
        note('hold', (held[0] ?? 0) / (held[1] ?? 0));
        for (const [id, ratio] of times) note(id, ratio);
        say(
          `growth, round ${round} of ${rounds}: ${[...ratios].map(([id, all]) => `${id} ${all.at(-1)?.toFixed(2)}`).join(', ')}`,
        );
      }
      return [...figuresOf(ratios), madeIn(made)];
    } finally {
      await old.close();
    }
  },
};

/** Seats held in a second, by callers who take turns between the two houses. */
async function holds(
  { client, seconds }: Context,
  { port, databaseUrl, stage }: Cinema,
  callers: Awaited<ReturnType<typeof callersOf>>,
): Promise<number> {
  const { result } = await client.drive('holds', {
    port,
    databaseUrl,
    callers,
    screenings: stage.hot.slice(0, 1),
    choices: stage.choices,
    seconds,
    arrivalsPerSecond: null,
  });
  return result.grantedPerSecond;
}

let asked = 0;

/** How long an answer takes, in the middle of 60 asked one after the other. */
async function typical({ port }: Cinema, path: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 60; i++) {
    asked += 1;
    const begun = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { 'X-Forwarded-For': `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}` },
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    times.push(performance.now() - begun);
  }
  return quantile(times, 0.5);
}

function figuresOf(ratios: ReadonlyMap<string, number[]>): Figure[] {
  const what: [string, string][] = [
    ['hold', '`POST /api/orders/`, 32 callers, one hot screening'],
    ...pages.map(([id, words]): [string, string] => [id, words]),
  ];
  return what.map(([id, words]) => ({
    id: `growth.${id}`,
    what: `${words}: five years against an empty house`,
    goal,
    measured: spreadOf(ratios.get(id) ?? []),
  }));
}

function madeIn({
  screenings,
  tickets,
  bytes,
  seconds,
}: {
  screenings: number;
  tickets: number;
  bytes: number;
  seconds: number;
}): Figure {
  return {
    id: 'growth.made',
    what: 'Five years of a 12-screen cinema are made in',
    goal: { atMost: 900, unit: 's' },
    measured: spreadOf([seconds]),
    note: `${screenings.toLocaleString('en')} screenings, ${tickets.toLocaleString('en')} tickets, ${(bytes / 1e9).toFixed(1)} GB`,
  };
}
