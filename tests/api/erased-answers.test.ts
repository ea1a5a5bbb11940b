import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { aHall, aScreening, type TestScreening } from '../setup/house.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { aMember, anAddress, linkFor, password, signedIn } from './members.ts';

let it: ApiHouse;
let screening: TestScreening;
const rows = [...'ABCDEFGHJKLM'];
beforeAll(async () => {
  it = await apiHouse();
  const hall = await aHall(it.home.house, rows.map((row) => `${row} ssssssss`).join('\n'));
  screening = await aScreening(it.home.house, { hall });
});
afterAll(() => it?.close());

const keyed = () => ({ 'idempotency-key': randomUUID() });
/** Each in a row of its own, so that no seat is left single. */
const seats = () => ({ session: screening.id, seats: [screening.hall.seat(`${rows.shift()}1`)] });

/** The requests whose first answers say a text anywhere. */
async function answersSaying(text: string): Promise<string[]> {
  const found = await sql(it.home.db).query<{ scope: string }>(
    `SELECT scope FROM idempotent_requests r WHERE strpos(lower(r::text), lower($1)) > 0 ORDER BY created_at, scope`,
    [text],
  );
  return found.map(({ scope }) => scope.split(' ').slice(0, 2).join(' '));
}

async function erase(headers: { authorization: string }): Promise<void> {
  const body = JSON.stringify({ current_password: password });
  const init = { headers: { 'content-type': 'application/json', ...headers }, body };
  expect((await it.api.send('DELETE', '/auth/users/me/', init)).status).toBe(204);
}

test('First answers that name an erased customer are gone: to them as a guest, as an account, and to others', async () => {
  const email = `Zlata.${randomUUID().slice(0, 8)}@Example.com`;
  const home = anAddress();
  const post = (path: string, body: unknown, headers: Record<string, string> = home) =>
    it.api.post(path, body, { ...headers, ...keyed() });

  // As a guest, and by whoever holds the order's token.
  const asGuest = await it.api.order({ ...seats(), email, name: 'Zlata' }, { ...home, ...keyed() });
  const other = await it.api.order({ ...seats(), email }, { ...home, ...keyed() });
  const friend = await aMember(it.server);
  expect((await post(`/orders/${other.id}/cancel/?token=${other.token}`, {}, friend.headers)).json.email).toBe(email);
  // With the path as others may spell it; and when the first answer is long forgotten, and the seats are free again.
  const wish = { ...seats(), email };
  const away = { ...anAddress(), ...keyed() };
  const third = await it.api.order(wish, away);
  expect((await post(`/Orders/${third.id}/Cancel?token=${third.token}`, {})).json.email).toBe(email);
  await sql(it.home.db).query('DELETE FROM idempotent_requests WHERE key = $1', [away['idempotency-key']]);
  expect((await it.api.order(wish, away)).id).toBe(third.id);

  // Registering, and from somewhere else what an account does.
  expect((await post('/auth/users/', { email, password, name: 'Zlata' })).status).toBe(201);
  expect((await post('/auth/users/activation/', await linkFor(it.server, email), anAddress())).status).toBe(204);
  const { headers } = await signedIn(it.server, email);
  expect((await post('/orders/', seats(), headers)).status).toBe(201);
  expect((await post(`/orders/${asGuest.id}/pay/`, undefined, headers)).status).toBe(200);
  expect((await post('/orders/999999/cancel/', {}, headers)).status).toBe(404);
  // A friend gives them tickets.
  expect((await post('/orders/', { ...seats(), email, name: 'Zlata' }, friend.headers)).json.email).toBe(email);

  // Others, at the same places, and with an address that ends like theirs.
  const like = `X${email}`;
  await it.api.order({ ...seats(), email: like }, { ...home, ...keyed() });
  await post('/auth/users/', { email: like, password });
  await post('/orders/', seats(), friend.headers);
  const [{ id } = { id: 0 }] = await sql(it.home.db).query<{ id: number }>('SELECT id FROM users WHERE email = $1', [
    email,
  ]);
  // The control: before, there are many.
  expect(await answersSaying(`user:${id}`)).toHaveLength(3);
  expect(await answersSaying(`user:${friend.id}`)).toHaveLength(3);
  expect(await answersSaying(like)).toHaveLength(2);
  expect((await answersSaying(email)).length).toBe(8 + 2);

  await erase(headers);
  expect(await answersSaying(email)).toEqual(['POST /api/orders', 'POST /api/auth/users']);
  expect(await answersSaying(`user:${id}`)).toEqual([]);
  // Of the friend's three requests, one ordered for themselves.
  expect(await answersSaying(`user:${friend.id}`)).toEqual(['POST /api/orders']);
});

test('What was ordered for somebody who is erased stays with whoever gave it, and is theirs to hear of', async () => {
  const [giver, taker] = [await aMember(it.server), await aMember(it.server)];
  const gift = await it.api.order({ ...seats(), email: taker.email, name: 'Taras' }, giver.headers);
  const usual = await it.api.order(seats(), giver.headers);
  await erase(taker.headers);
  const seen = async (order: { id: number }) => (await it.api.get(`/orders/${order.id}/`, giver.headers)).json;
  expect(await seen(gift)).toMatchObject({ status: 'pending', email: giver.email, name: 'Marta' });
  expect(await seen(usual)).toEqual(usual);
});
