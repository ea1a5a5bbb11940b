import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { system } from '../../server/domain/actor.ts';
import { setPriceCard } from '../../server/domain/pricing/set-price-card.ts';
import { changeFilm } from '../../server/domain/programme/change-film.ts';
import { holdSeats } from '../../server/domain/seats/hold-seats.ts';
import { releaseHold } from '../../server/domain/seats/release-hold.ts';
import { changeSettings } from '../../server/domain/settings/change-settings.ts';
import {
  aCustomer,
  accepted,
  aFilm,
  aHall,
  aScreening,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';

// Two processes over one database: what one of them, or anybody at all, commits is seen in what both keep.

let t: TestHouse;
let one: TestServer;
let two: TestServer;
let screening: TestScreening;
const crowds: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  t = await testHouse();
  const hall = await aHall(t.house, 'A ssss\nB ssss', { name: 'Lantern' });
  const film = await aFilm(t.house, { title: 'The Third Man', genres: ['drama'] });
  screening = await aScreening(t.house, { hall, filmId: film.id });
  [one, two] = [await testServer(t.url), await testServer(t.url)];
  crowds.push(aCrowd(one), aCrowd(two));
  await delay(300);
});
afterAll(async () => {
  for (const crowd of crowds) await crowd.stop();
  await one?.stop();
  await two?.stop();
  await t?.drop();
});

const paths = () => [
  '/api/movies/',
  '/api/movies/?search=third%20man',
  `/api/movies/${screening.filmId}/`,
  '/api/genres/',
  '/api/sessions/',
  `/api/sessions/${screening.id}/`,
  `/api/sessions/${screening.id}/seats/`,
  `/api/sessions/${screening.id}/available_seats/`,
  '/?date=',
];

let askers = 0;
async function look(server: TestServer, path: string): Promise<string> {
  askers += 1;
  const address = `2001:db8:${(askers >> 12).toString(16)}:${(askers & 4095).toString(16)}::1`;
  return (await fetch(`${server.url}${path}`, { headers: { 'x-forwarded-for': address } })).text();
}

/** Asks for everything all the time, so that all of it is kept and never made for want of somebody who asks. */
function aCrowd(server: TestServer) {
  let going = true;
  const each = paths().map(async (path) => {
    while (going) {
      await look(server, path);
      await delay(10);
    }
  });
  return {
    async stop() {
      going = false;
      await Promise.all(each);
    },
  };
}

/** A whole moment, and what a machine takes that does other work as well. */
const moment = 50 + 450;

/** In both processes, and from then on: what is kept does not fall back. */
async function everybodySees(path: string, text: string | RegExp, since: number) {
  const seen = async (server: TestServer) => {
    for (;;) {
      const asked = performance.now();
      if (new RegExp(text).test(await look(server, path))) break;
      expect(asked - since, `${path} is old`).toBeLessThan(moment);
    }
    for (let i = 0; i < 5; i++) {
      await delay(20);
      expect(await look(server, path)).toMatch(text);
    }
  };
  await Promise.all([seen(one), seen(two)]);
}

const run = (text: string, values: unknown[] = []) => sql(t.db).query(text, values);

/** By what somebody types at the database, which no process of ours knows of. */
describe('Whatever is written to the database is seen within a moment by all who ask any process', () => {
  const cases: [what: string, write: () => Promise<unknown>, where: () => [path: string, text: string][]][] = [
    [
      'a film',
      () => run(`UPDATE films SET title = 'The Third Woman' WHERE id = $1`, [screening.filmId]),
      () => [
        ['/api/movies/', 'The Third Woman'],
        ['/api/movies/?search=third%20man', 'The Third Woman'],
        [`/api/movies/${screening.filmId}/`, 'The Third Woman'],
        ['/api/sessions/', 'The Third Woman'],
        [`/api/sessions/${screening.id}/`, 'The Third Woman'],
      ],
    ],
    ['a genre', () => run(`INSERT INTO genres (code, name) VALUES ('noir', 'Noir')`), () => [['/api/genres/', 'Noir']]],
    [
      'what a film is',
      () => run(`INSERT INTO film_genres SELECT $1, id, 1 FROM genres WHERE code = 'noir'`, [screening.filmId]),
      () => [[`/api/movies/${screening.filmId}/`, 'Noir']],
    ],
    [
      'a hall',
      () => run(`UPDATE halls SET name = 'Beacon' WHERE id = $1`, [screening.hall.id]),
      () => [
        ['/api/movies/', 'Beacon'],
        [`/api/sessions/${screening.id}/`, 'Beacon'],
      ],
    ],
    [
      'a screening',
      () => run(`UPDATE screenings SET format = 'IMAX' WHERE id = $1`, [screening.id]),
      () => [
        ['/api/sessions/', 'IMAX'],
        [`/api/sessions/${screening.id}/`, 'IMAX'],
      ],
    ],
    [
      'a price',
      () => run('UPDATE prices SET amount = 98765'),
      () => [
        ['/api/sessions/', '98765'],
        [`/api/sessions/${screening.id}/`, '98765'],
        [`/api/sessions/${screening.id}/seats/`, '98765'],
      ],
    ],
    [
      'a ticket type',
      () => run(`UPDATE ticket_types SET name = 'Grown-up' WHERE is_default`),
      () => [[`/api/sessions/${screening.id}/seats/`, 'Grown-up']],
    ],
    [
      'a category of seats',
      () => run(`UPDATE seat_categories SET name = 'Plush'`),
      () => [[`/api/sessions/${screening.id}/seats/`, 'Plush']],
    ],
    [
      'the settings',
      () => run(`UPDATE cinema SET currency = 'EUR', name = 'Grand Foyer'`),
      () => [
        ['/api/sessions/', 'EUR'],
        [`/api/sessions/${screening.id}/seats/`, 'EUR'],
        ['/?date=', 'Grand Foyer'],
      ],
    ],
    [
      'a claim',
      () =>
        run(`INSERT INTO seat_claims (screening_id, seat_id, kind, reason) VALUES ($1, $2, 'block', 'broken')`, [
          screening.id,
          screening.hall.seat('A1'),
        ]),
      () => [
        [`/api/sessions/${screening.id}/seats/`, '"state":"blocked"'],
        ['/api/sessions/', '"seats_free":7'],
        [`/api/sessions/${screening.id}/`, '"seats_free":7'],
      ],
    ],
  ];
  test.each(cases)('%s', async (_, write, where) => {
    for (const [path, text] of where()) {
      for (const server of [one, two]) expect(await look(server, path)).not.toMatch(text);
    }
    await write();
    const since = performance.now();
    await Promise.all(where().map(([path, text]) => everybodySees(path, text, since)));
  });
});

test('What a verb of one process writes is seen in the other', async () => {
  await changeFilm(one.deps, system, { filmId: screening.filmId, title: 'The Fourth Man' });
  await everybodySees('/api/movies/', 'The Fourth Man', performance.now());
  const [card] = await run('SELECT code, name FROM price_cards WHERE id = $1', [screening.priceCardId]);
  accepted(
    await setPriceCard(one.deps, system, {
      code: String(card?.code),
      name: String(card?.name),
      entries: [{ ticketType: 'adult', category: 'standard', amount: 12321 }],
    }),
  );
  await everybodySees(`/api/sessions/${screening.id}/seats/`, '12321', performance.now());
  accepted(await changeSettings(two.deps, system, { name: 'Petit Foyer' }));
  await everybodySees('/?date=', 'Petit Foyer', performance.now());
});

test('A hold is seen at once by the process that made it, and so is its end; within a moment by the other', async () => {
  const path = `/api/sessions/${screening.id}/seats/`;
  const buyer = aCustomer();
  for (let i = 0; i < 5; i++) {
    const hold = accepted(
      await holdSeats(one.deps, buyer, {
        screeningId: screening.id,
        seats: [screening.hall.seat('B1'), screening.hall.seat('B2')],
      }),
    );
    expect(await look(one, path)).toContain('"state":"held"');
    await everybodySees(path, '"state":"held"', performance.now());
    accepted(await releaseHold(one.deps, buyer, hold.id));
    expect(await look(one, path)).not.toContain('"state":"held"');
    await everybodySees(path, /^((?!"held").)*$/s, performance.now());
  }
});

test('A hold that dies frees its seats at its second, in lists within another', async () => {
  const path = `/api/sessions/${screening.id}/seats/`;
  accepted(
    await holdSeats(one.deps, aCustomer(), {
      screeningId: screening.id,
      seats: [screening.hall.seat('B3'), screening.hall.seat('B4')],
    }),
  );
  await everybodySees(path, '"state":"held"', performance.now());
  const dies = Date.now() + 2_000;
  await run('UPDATE seat_claims SET expires_at = $2 WHERE screening_id = $1 AND hold_id IS NOT NULL', [
    screening.id,
    new Date(dies),
  ]);
  await delay(dies - Date.now());
  await everybodySees(path, /^((?!"held").)*$/s, performance.now());
  await delay(1_000);
  await everybodySees('/api/sessions/', '"seats_free":7', performance.now());
});

test('Sales that open or close by the clock are seen at that moment, though nobody writes anything', async () => {
  const path = `/api/sessions/${screening.id}/`;
  const opening = (at: number) =>
    run('UPDATE screenings SET sales_open_at = $2 WHERE id = $1', [screening.id, new Date(at)]);
  await opening(Date.now() + 3_600_000);
  await everybodySees(path, 'not_yet_on_sale', performance.now());
  const opens = Date.now() + 2_000;
  await opening(opens);
  await delay(opens - Date.now());
  await everybodySees(path, '"on_sale"', performance.now());

  await everybodySees('/api/movies/', `"id":${screening.id},"starts_at"`, performance.now());
  const closes = Date.now() + 2_000;
  await run('UPDATE screenings SET sales_close_at = $2 WHERE id = $1', [screening.id, new Date(closes)]);
  await delay(closes - Date.now());
  await everybodySees(path, '"closed"', performance.now());
  await everybodySees('/api/movies/', /"next_sessions":\[\]/, performance.now());
});

test('Negative control: without its trigger a change of a film is not seen', async () => {
  await run(`UPDATE genres SET name = 'Thriller' WHERE code = 'drama'`);
  await everybodySees('/api/movies/', 'Thriller', performance.now());
  await run('ALTER TABLE films DISABLE TRIGGER programme_changed');
  await run(`UPDATE films SET title = 'The Fifth Man' WHERE id = $1`, [screening.filmId]);
  await delay(moment);
  expect(await look(one, '/api/movies/')).not.toContain('The Fifth Man');
  await run('ALTER TABLE films ENABLE TRIGGER programme_changed');
});
