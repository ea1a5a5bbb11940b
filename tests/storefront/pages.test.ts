import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { aMoment } from '../setup/a-moment.ts';
import { aFilm, aHall, aScreening, type TestHouse, type TestScreening, testHouse } from '../setup/house.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type Customer, customer, wordsOf } from './customer.ts';

let home: TestHouse;
let server: TestServer;
let someone: Customer;
let screening: TestScreening;
let day: string;
beforeAll(async () => {
  home = await testHouse();
  server = await testServer(home.url);
  someone = customer(server.url);
  const film = await aFilm(home.house, {
    title: 'The Third Man',
    slug: 'the-third-man',
    director: 'Carol Reed',
    year: 1949,
    genres: ['drama'],
    language: 'en',
    ageLimit: 16,
    agePolicy: 'accompanied',
    description: 'A zither, a ferris wheel, a cat.',
  });
  screening = await aScreening(home.house, { filmId: film.id, hall: await aHall(home.house, 'A ssssssssss') });
  await aScreening(home.house, { filmId: (await aFilm(home.house, { title: 'Amélie', genres: ['comedy'] })).id });
  const [row] = await sql(home.db).query<{ day: string }>('SELECT business_date AS day FROM screenings WHERE id = $1', [
    screening.id,
  ]);
  day = row?.day ?? '';
});
afterAll(async () => {
  await server?.stop();
  await home?.drop();
});

/** Changes the screening behind the server's back, as another process would: pages show it a moment later. */
const setShow = async (change: string) => {
  await sql(home.db).query(`UPDATE screenings SET ${change} WHERE id = $1`, [screening.id]);
  await aMoment();
};

test('the programme of a day shows each film with its times', async () => {
  const { html } = await someone.get(`/?date=${day}`);
  const words = wordsOf(html);
  for (const text of ['The Third Man', 'Amélie', '16+', 'Carol Reed, 1949']) expect(words).toContain(text);
  expect(html).toContain(`href="/sessions/${screening.id}"`);
  expect(html.match(/<a href="\/\?date=/g)).toHaveLength(21);
});

test('a show after midnight says whose night it is and which day, wherever its time stands', async () => {
  const title = 'The Small Hours';
  const film = await aFilm(home.house, { title, slug: 'the-small-hours' });
  const hall = await aHall(home.house);
  const night = (date: string, time: string) =>
    new Date(Temporal.ZonedDateTime.from(`${date}T${time}[Europe/Kyiv]`).epochMilliseconds);
  const evening = Temporal.Now.plainDateISO('Europe/Kyiv').add({ days: 4 });
  const morning = evening.add({ days: 1 });
  await aScreening(home.house, { hall, filmId: film.id, startsAt: night(morning.toString(), '00:05') });
  const closed = await aScreening(home.house, {
    hall,
    filmId: film.id,
    startsAt: night(evening.toString(), '20:00'),
    salesOpenAt: night(evening.toString(), '12:00'),
  });
  await aMoment();
  const day = (date: Temporal.PlainDate, more = {}) => date.toLocaleString('en-GB', { weekday: 'short', ...more });
  const both = `${day(evening)} night / ${day(morning, { day: 'numeric', month: 'short' })}`;
  for (const path of [`/?date=${evening}`, '/films/the-small-hours', `/sessions/${closed.id}`, '/?q=small+hours']) {
    const words = wordsOf((await someone.get(path)).html).replaceAll(',', '');
    expect(words, path).toContain(both.replaceAll(',', ''));
    expect(words.split(' night / '), path).toHaveLength(2);
  }
});

test('wishes narrow the programme, and a search forgives a typo and looks at every day', async () => {
  const drama = wordsOf((await someone.get(`/?date=${day}&genre=drama`)).html);
  expect([drama.includes('The Third Man'), drama.includes('Amélie')]).toEqual([true, false]);
  const young = wordsOf((await someone.get(`/?date=${day}&age=12`)).html);
  expect([young.includes('The Third Man'), young.includes('Amélie')]).toEqual([false, true]);
  const found = wordsOf((await someone.get('/?q=amelei')).html);
  expect([found.includes('The Third Man'), found.includes('Amélie')]).toEqual([false, true]);
  expect(wordsOf((await someone.get('/?q=qqqqqq')).html)).toContain('No film found for “qqqqqq”');
});

test('a film whose country or language is no code keeps its page, in every language', async () => {
  const { id } = await aFilm(home.house, { title: 'Solaris', slug: 'solaris', genres: ['drama'] });
  await sql(home.db).query(`UPDATE films SET country = 'Nowhere!', language = 'speech?' WHERE id = $1`, [id]);
  await aScreening(home.house, { filmId: id });
  await sql(home.db).query(`UPDATE screenings SET language = 'x', subtitles = '?' WHERE film_id = $1`, [id]);
  for (const language of ['en', 'uk']) {
    const { status, html } = await customer(server.url).get(`/films/solaris?lang=${language}`);
    expect([language, status, wordsOf(html).includes('Nowhere!')]).toEqual([language, 200, true]);
  }
});

test('the part that a script asks for is the results alone', async () => {
  const { html } = await someone.get(`/?date=${day}`, { 'x-part': 'results' });
  expect(html.startsWith('<p ')).toBe(true);
  expect(html).toContain('The Third Man');
  expect(html).not.toContain('<html');
});

test('few left, sold out, not on sale yet, begun and called off can be told before a click and after it', async () => {
  const hold = async (count: number) => {
    await sql(home.db).query(
      `INSERT INTO seat_claims (screening_id, seat_id, kind)
       SELECT $1, s.id, 'block' FROM seats s JOIN screenings sc USING (seat_plan_id) WHERE sc.id = $1 AND s.ordinal < $2
       ON CONFLICT DO NOTHING`,
      [screening.id, count],
    );
    await aMoment();
  };
  const both = async () => [
    wordsOf((await someone.get(`/?date=${day}`)).html),
    wordsOf((await someone.get(`/sessions/${screening.id}`)).html),
  ];
  await hold(6);
  expect((await both())[0]).toContain('Few left');
  await hold(10);
  for (const words of await both()) expect(words).toContain('Sold out');
  await sql(home.db).query('DELETE FROM seat_claims WHERE screening_id = $1', [screening.id]);
  await setShow(`sales_open_at = now() + interval '1 hour'`);
  for (const words of await both()) expect(words).toContain('Not on sale yet');
  await setShow(`sales_open_at = now() - interval '1 day', sales_close_at = now() - interval '1 minute'`);
  expect((await both())[0]).toContain('Started');
  expect((await both())[1]).toContain('Online sales have closed');
  await setShow(`sales_close_at = starts_at, status = 'cancelled', cancelled_at = now()`);
  expect((await both())[1]).toContain('This showing is off');
  await setShow(`status = 'published', cancelled_at = NULL`);
});

test('a film page says what the rating means, and has its showings', async () => {
  const { html } = await someone.get('/films/the-third-man');
  expect(wordsOf(html)).toContain('Under 16, please come with an adult');
  expect(html).toContain(`href="/sessions/${screening.id}"`);
  expect(html).toContain('property="og:image"');
});

test('a poster is drawn once and then known by its tag', async () => {
  const first = await someone.get('/films/the-third-man/poster.svg');
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  const again = await someone.get('/films/the-third-man/poster.svg', {
    'if-none-match': first.headers.get('etag') ?? '',
    'cache-control': 'max-age=0',
  });
  expect(again.status).toBe(304);
});

test('what is not there is a page of ours, whatever the address', async () => {
  for (const path of [
    '/nowhere',
    '/films/none',
    '/films/none/poster.svg',
    '/sessions/0',
    '/sessions/9999999999',
    '/sessions/x',
    '/orders/1',
    '/films/%00',
    '/assets/none.js',
    '/%E0%A4%A',
  ]) {
    const { status, html } = await someone.get(path);
    expect([path, status, wordsOf(html).includes('Nothing is shown here')]).toEqual([path, 404, true]);
  }
});

test('malformed wishes show the programme as it is, never a fault', async () => {
  for (const query of [
    'date=2026-02-30',
    'date=x&genre=%00',
    'q=%00',
    'date[]=1&q[]=2',
    'age=-1&format=&language=%FF',
    `q=${'x'.repeat(5000)}`,
  ]) {
    expect((await someone.get(`/?${query}`)).status, query).toBe(200);
  }
  expect((await someone.get(`/sessions/${screening.id}?best=99&seat=x&seat[]=1`)).status).toBe(200);
  expect((await someone.post('/theme', { theme: 'x'.repeat(10_000) })).status).toBe(413);
});

test('a fault of ours shows a page that leaks nothing but the number to ask for', async () => {
  const { feed } = server.deps;
  const { read } = feed;
  feed.read = () => Promise.reject(new Error('secret: password of the database'));
  try {
    const answer = await someone.get(`/sessions/${screening.id}`, { 'x-request-id': 'a-request-1' });
    expect(answer.status).toBe(500);
    expect(wordsOf(answer.html)).toContain('a-request-1');
    expect(answer.html).not.toMatch(/secret|password|at .*\.ts/);
  } finally {
    feed.read = read;
  }
});

test('the light switch is a cookie and goes back to where the reader was, on this site only', async () => {
  const reader = customer(server.url);
  expect((await reader.post('/theme', { theme: 'dark', back: '/house-rules' })).to).toBe('/house-rules');
  expect((await reader.get('/')).html).toContain('data-bs-theme="dark"');
  for (const back of ['//elsewhere.test', '/\\elsewhere.test', 'https://elsewhere.test', '/\t/elsewhere.test', '']) {
    expect((await reader.post('/theme', { theme: 'light', back })).to, back).toBe('/');
  }
});

test('the house rules say the hold time and the cancel window of this cinema', async () => {
  const words = wordsOf((await someone.get('/house-rules')).html);
  expect(words).toContain('held for you for 10 minutes');
  expect(words).toContain('Until 2 hours before the show');
});

test('robots stay out of orders, and the icon is there', async () => {
  expect((await someone.get('/robots.txt')).html).toContain('Disallow: /orders/');
  expect((await someone.get('/favicon.svg')).status).toBe(200);
});
