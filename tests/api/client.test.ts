import { afterAll, beforeAll, expect, test } from 'vitest';
import { listMovies } from '../../server/contract/api/movies.ts';
import { cancelOrder, getOrder, placeOrder } from '../../server/contract/api/orders.ts';
import { getBestAvailable, getSession } from '../../server/contract/api/sessions.ts';
import { apiClient, type Client, isRefused } from '../../server/contract/client.ts';
import { aFilm, aHall, aScreening, type TestScreening } from '../setup/house.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';

let it: ApiHouse;
let client: Client;
let screening: TestScreening;
beforeAll(async () => {
  it = await apiHouse();
  client = apiClient({ base: `${it.server.url}/api` });
  const film = await aFilm(it.home.house, { title: 'The Third Man' });
  screening = await aScreening(it.home.house, { filmId: film.id, hall: await aHall(it.home.house, 'A ssssss') });
});
afterAll(() => it?.close());

function answered<T>(answer: T): Exclude<T, { code: string; status: number }> {
  if (isRefused(answer)) throw new Error(answer.message);
  return answer as Exclude<T, { code: string; status: number }>;
}

test('the typed client finds a film, holds its best seats, and gives them back', async () => {
  const films = answered(await client.call(listMovies, { query: { search: 'thrid man', page: 1 } }));
  expect(films.results.map(({ title }) => title)).toEqual(['The Third Man']);
  const { id } = screening;
  expect(answered(await client.call(getSession, { params: { id } })).seats_free).toBe(6);
  const { seats } = answered(await client.call(getBestAvailable, { params: { id }, query: { count: 2 } }));
  const body = { session: id, seats, email: it.guest() };
  const placed = answered(await client.call(placeOrder, { body, idempotencyKey: 'one' }));
  expect(answered(await client.call(placeOrder, { body, idempotencyKey: 'one' })).id).toBe(placed.id);
  const mine = { params: { id: placed.id }, query: { token: placed.token } };
  expect(answered(await client.call(getOrder, mine)).status).toBe('pending');
  expect(answered(await client.call(cancelOrder, mine)).status).toBe('cancelled');
});

test('the typed client answers refusals as values, and a server that is away as one too', async () => {
  expect(await client.call(getSession, { params: { id: 999_999 } })).toMatchObject({ status: 404, code: 'not_found' });
  const away = apiClient({ base: 'http://127.0.0.1:1/api' });
  expect(await away.call(listMovies, {})).toMatchObject({ status: 0, code: 'offline' });
});

test('What somebody else says in the server’s place is no word of the server', async () => {
  const through = (status: number, text: string) =>
    apiClient({ base: '/api', fetch: async () => new Response(text, { status }) }).call(listMovies, {});
  expect(await through(502, '<h1>Bad gateway</h1>')).toMatchObject({ code: 'offline', status: 502 });
  expect(await through(403, '{"blocked":true}')).toMatchObject({ code: 'offline', status: 403 });
  expect(await through(200, '<h1>Please sign in to the network</h1>')).toMatchObject({ code: 'offline', status: 200 });
});

test('The typed client waits no longer than it was told', async () => {
  const never = apiClient({
    base: '/api',
    timeoutMs: 20,
    fetch: (_, { signal }) => new Promise((_, no) => signal?.addEventListener('abort', () => no(signal.reason))),
  });
  expect(await never.call(listMovies, {})).toMatchObject({ code: 'offline', status: 0 });
});
