import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { pageOf } from '../../server/contract/api/common.ts';
import { genre, movie } from '../../server/contract/api/movies.ts';
import { availableSeats, session, sessionDetail, sessionSeats } from '../../server/contract/api/sessions.ts';
import { sql } from '../../server/db.ts';
import { aMoment } from '../setup/a-moment.ts';
import { aFilm, aHall, aScreening, type TestScreening } from '../setup/house.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { type Answer, refusal, shaped } from './client.ts';

let it: ApiHouse;
let screening: TestScreening;
beforeAll(async () => {
  it = await apiHouse();
  const { house } = it.home;
  const casablanca = await aFilm(house, {
    title: 'Casablanca',
    durationMinutes: 102,
    genres: ['drama'],
    ageLimit: 12,
    description: 'Letters of transit, and a piano.',
    year: 1942,
    country: 'US',
    language: 'en',
    releaseDate: '1942-11-26',
  });
  await aFilm(house, { title: 'Amélie', originalTitle: "Le Fabuleux Destin d'Amélie Poulain", genres: ['comedy'] });
  for (let i = 0; i < 12; i++) await aFilm(house, { genres: ['comedy'], ageLimit: 18 });
  screening = await aScreening(house, { filmId: casablanca.id, hall: await aHall(house, 'A sssss\nB ssss') });
});
afterAll(() => it?.close());

/** The answer by its schema, and not a field more. */
function exactly<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.output<Schema> {
  const parsed = shaped(schema, answer);
  expect(parsed).toEqual(answer.json);
  return parsed;
}

const movies = pageOf(movie);
const titles = (answer: Answer) => exactly(movies, answer).results.map((each) => each.title);

test('the index names the resources', async () => {
  const { json } = await it.api.get('/');
  for (const address of ['movies', 'genres', 'sessions']) {
    expect((await fetch(json[address])).status, address).toBe(200);
  }
});

test("every answer carries the id of its request, the caller's own if it is decent", async () => {
  const id = 'a-request-of-mine-1';
  for (const path of ['/movies/', '/nothing/', '/movies/?x=1']) {
    expect((await it.api.get(path)).headers.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
    expect((await it.api.get(path, { 'x-request-id': id })).headers.get('x-request-id'), path).toBe(id);
  }
});

test('movies come in pages with the addresses of their neighbours', async () => {
  const first = exactly(movies, await it.api.get('/movies/'));
  expect([first.count, first.results.length, first.previous]).toEqual([14, 10, null]);
  expect(first.next).toBe(`${it.server.url}/api/movies/?page=2`);
  const second = await (await fetch(first.next ?? '')).json();
  expect([second.results.length, second.next]).toEqual([4, null]);
  expect(second.previous).toBe(`${it.server.url}/api/movies/?page=1`);
  const all = [...first.results, ...second.results].map((each: { id: number }) => each.id);
  expect(new Set(all).size).toBe(14);
  const small = exactly(movies, await it.api.get('/movies?page_size=5&page=2&genre=comedy'));
  expect(small.results).toHaveLength(5);
  expect(small.next).toBe(`${it.server.url}/api/movies/?page_size=5&page=3&genre=comedy`);
  expect(refusal(await it.api.get('/movies/?page=3'))).toMatchObject({ status: 404, code: 'not_found' });
});

test('a movie says everything, by its id or its slug, with its next sessions in venue time', async () => {
  const found = exactly(movie, await it.api.get('/movies/casablanca/'));
  expect(found).toMatchObject({
    title: 'Casablanca',
    original_title: null,
    duration: 102,
    genres: [{ name: 'drama' }],
    age_limit: 12,
    age_policy: 'advisory',
    release_date: '1942-11-26',
    poster: `${it.server.url}/films/casablanca/poster.svg`,
    next_sessions: [{ id: screening.id, hall: { id: screening.hall.id } }],
  });
  expect(new Date(found.next_sessions[0]?.starts_at ?? '').getTime()).toBe(
    Math.floor(screening.startsAt.getTime() / 1000) * 1000,
  );
  expect(found.next_sessions[0]?.starts_at).toMatch(/\+0[23]:00$/);
  expect(exactly(movie, await it.api.get(`/movies/${found.id}`))).toEqual(found);
  for (const key of ['casablanca-2', '999999', '0', 'Casablanca', '..%2f', 'a'.repeat(200), '%F0%9F%8E%AC']) {
    expect(refusal(await it.api.get(`/movies/${key}/`)), key).toMatchObject({ status: 404, code: 'not_found' });
  }
});

test('search forgives typos, accents and case; filters narrow', async () => {
  expect(titles(await it.api.get('/movies/?search=casablnca'))).toEqual(['Casablanca']);
  expect(titles(await it.api.get('/movies/?search=AMELIE'))).toEqual(['Amélie']);
  expect(titles(await it.api.get(`/movies/?search=${encodeURIComponent('fabulex destin')}`))).toEqual(['Amélie']);
  expect(titles(await it.api.get('/movies/?search=piano'))).toEqual(['Casablanca']);
  expect(titles(await it.api.get('/movies/?search=zzzzqqqq'))).toEqual([]);
  expect(titles(await it.api.get('/movies/?genre=drama'))).toEqual(['Casablanca']);
  expect(titles(await it.api.get('/movies/?age_limit=0'))).toEqual(['Amélie']);
  const day = (await it.api.get(`/sessions/${screening.id}/`)).json.business_date;
  expect(titles(await it.api.get(`/movies/?date=${day}`))).toEqual(['Casablanca']);
  expect(titles(await it.api.get('/movies/?date=2000-02-29'))).toEqual([]);
  for (const search of ["'; DROP TABLE films; --", '%25', '\\', '_', '🎬', '"', '(', '&|!:*']) {
    expect((await it.api.get(`/movies/?search=${encodeURIComponent(search)}`)).status, search).toBe(200);
  }
});

test('genres are a list', async () => {
  const { results } = exactly(pageOf(genre), await it.api.get('/genres/'));
  expect(results.map((each) => each.name)).toEqual(['comedy', 'drama']);
});

test('sessions are listed by date, movie, hall and beginning', async () => {
  const { house } = it.home;
  const later = await aScreening(house, { startsAt: new Date(screening.startsAt.getTime() + 5 * 86_400_000) });
  const sessions = async (query: string) =>
    exactly(pageOf(session), await it.api.get(`/sessions/${query}`)).results.map((each) => each.id);
  const { business_date: day } = (await it.api.get(`/sessions/${later.id}`)).json;
  await aMoment();
  expect(await sessions('')).toEqual([screening.id, later.id]);
  expect(await sessions(`?date=${day}`)).toEqual([later.id]);
  expect(await sessions(`?movie=${screening.filmId}`)).toEqual([screening.id]);
  expect(await sessions(`?hall=${later.hall.id}`)).toEqual([later.id]);
  expect(await sessions(`?from=${day}`)).toEqual([later.id]);
  expect(await sessions(`?from=${later.startsAt.toISOString()}`)).toEqual([later.id]);
  expect(await sessions('?from=2026-01-01T00:00:00+02:00')).toEqual([screening.id, later.id]);
  expect(await sessions(`?hall=${later.hall.id}&movie=${screening.filmId}`)).toEqual([]);
});

test('a session says what it costs by category and ticket type, and its seats where they stand', async () => {
  const one = exactly(sessionDetail, await it.api.get(`/sessions/${screening.id}/`));
  expect(one).toMatchObject({ status: 'on_sale', seats_total: 9, seats_free: 9, movie: { slug: 'casablanca' } });
  const adult = one.ticket_types.find((type) => type.is_default);
  expect(one.price_from).toEqual(adult?.prices[0]?.price);
  const map = exactly(sessionSeats, await it.api.get(`/sessions/${screening.id}/seats/`));
  expect(map.seats.map((seat) => seat.row + seat.number)).toEqual([
    'A1',
    'A2',
    'A3',
    'A4',
    'A5',
    'B1',
    'B2',
    'B3',
    'B4',
  ]);
  expect(map.ticket_types).toEqual(one.ticket_types);
  const best = exactly(availableSeats, await it.api.get(`/sessions/${screening.id}/best_available/?count=2`));
  expect(best.seats).toHaveLength(2);
  await it.api.order({ session: screening.id, seats: best.seats, email: it.guest() });
  const after = exactly(sessionSeats, await it.api.get(`/sessions/${screening.id}/seats/`));
  expect(after.version).toBe(map.version + 1);
  const held = after.seats.filter((seat) => seat.state === 'held').map((seat) => seat.id);
  expect(held).toEqual(best.seats.toSorted((a, b) => a - b));
  const free = exactly(availableSeats, await it.api.get(`/sessions/${screening.id}/available_seats/`)).seats;
  expect(free).toHaveLength(7);
  expect(free).not.toContain(best.seats[0]);
  expect(exactly(sessionDetail, await it.api.get(`/sessions/${screening.id}/`)).seats_free).toBe(7);
});

test('no seats are best where an order would be refused whatever it asks for: it is said why', async () => {
  const off = await aScreening(it.home.house);
  const later = await aScreening(it.home.house, { salesOpenAt: new Date(Date.now() + 3_600_000) });
  await sql(it.home.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE id = $1`, [
    off.id,
  ]);
  for (const [show, code] of [
    [off, 'screening_cancelled'],
    [later, 'sales_not_open'],
  ] as const) {
    const said = refusal(await it.api.get(`/sessions/${show.id}/best_available/?count=1`));
    expect(said).toMatchObject({ status: 409, code });
    const ordered = await it.api.post('/orders/', {
      session: show.id,
      seats: [show.hall.seat('A1')],
      email: it.guest(),
    });
    expect(refusal(ordered).code).toBe(code);
  }
});

test('the status of a session says why nobody can buy', async () => {
  const { house, db } = it.home;
  const status = async (id: number) => exactly(sessionDetail, await it.api.get(`/sessions/${id}/`)).status;
  const early = await aScreening(house, { salesOpenAt: new Date(Date.now() + 3_600_000) });
  expect(await status(early.id)).toBe('not_yet_on_sale');
  const full = await aScreening(house, { hall: await aHall(house, 'A ss') });
  await it.api.order({ session: full.id, seats: full.hall.plan.seats.map((seat) => seat.id), email: it.guest() });
  expect(await status(full.id)).toBe('sold_out');
  const none = refusal(await it.api.get(`/sessions/${full.id}/best_available/?count=1`));
  expect(none).toMatchObject({ status: 409, code: 'no_seats_left' });
  await sql(db).query(
    `UPDATE screenings SET sales_open_at = now() - interval '2 h', sales_close_at = now() - interval '1 h' WHERE id = $1`,
    [early.id],
  );
  // Changed behind the server's back, as another process would: it is seen within a moment.
  await expect.poll(() => status(early.id)).toBe('closed');
  await sql(db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE id = $1`, [early.id]);
  await expect.poll(() => status(early.id)).toBe('cancelled');
  const draft = await aScreening(house, { status: 'draft' });
  for (const path of ['', 'seats/', 'available_seats/', 'best_available/?count=1']) {
    expect(refusal(await it.api.get(`/sessions/${draft.id}/${path}`)), path).toMatchObject({ status: 404 });
  }
});

test('what has not changed is answered 304, whatever else the client says of its cache', async () => {
  for (const path of ['/movies/', '/movies/casablanca/', '/genres/', `/sessions/${screening.id}/seats/`]) {
    const first = await it.api.get(path);
    const tag = first.headers.get('etag') ?? '';
    expect(tag, path).toMatch(/^W\/".+"$/);
    for (const header of [tag, tag.replace('W/', ''), `"other", ${tag}`, '*']) {
      const again = await it.api.get(path, { 'if-none-match': header });
      expect([again.status, again.text], `${path} ${header}`).toEqual([304, '']);
    }
    expect((await it.api.get(path, { 'if-none-match': '"other"' })).status).toBe(200);
  }
  const seats = `/sessions/${screening.id}/seats/`;
  const tag = (await it.api.get(seats)).headers.get('etag') ?? '';
  await it.api.order({ session: screening.id, seats: [screening.hall.seat('B1')], email: it.guest() });
  expect((await it.api.get(seats, { 'if-none-match': tag })).status).toBe(200);
});

test('questions that nobody knows are malformed', async () => {
  for (const path of [
    '/?x=1',
    '/movies/?x=1',
    '/movies/?page=0',
    '/movies/?page=-1',
    '/movies/?page=1.5',
    '/movies/?page=99999999999999999999',
    '/movies/?page_size=101',
    '/movies/?page_size=0',
    '/movies/?date=2026-02-30',
    '/movies/?date=0000-01-01',
    '/movies/?date=tomorrow',
    '/movies/?age_limit=old',
    '/movies/?age_limit=-1',
    `/movies/?search=${'x'.repeat(101)}`,
    '/movies/?search=a&search=b',
    '/movies/?search=%00',
    '/movies/?genre=',
    '/movies/?__proto__=1',
    '/movies/casablanca/?x=1',
    '/genres/?search=x',
    '/sessions/?movie=casablanca',
    '/sessions/?hall=0',
    '/sessions/?from=now',
    '/sessions/?from=0000-01-01',
    '/sessions/?from=2026-01-01T00:00:00',
    '/sessions/1/?x=1',
  ]) {
    const said = refusal(await it.api.get(path));
    expect(said, path).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(said.details?.issues, path).not.toHaveLength(0);
  }
});
