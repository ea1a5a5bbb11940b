import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageOf } from '../../server/contract/api/common.ts';
import { order } from '../../server/contract/api/orders.ts';
import { inTransaction, sql } from '../../server/db.ts';
import { accepted, aHall, aScreening } from '../setup/house.ts';
import { untilWaiting } from '../setup/waiting.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { refusal, shaped } from './client.ts';
import { aMember, anAddress, linkFor, type Member, password, signedIn } from './members.ts';

let it: ApiHouse;
beforeAll(async () => {
  it = await apiHouse();
});
afterAll(() => it?.close());

const orders = pageOf(order);
const list = async ({ headers }: Pick<Member, 'headers'>, query = '') =>
  shaped(orders, await it.api.get(`/orders/${query}`, headers));

async function anOrder({ headers }: Pick<Member, 'headers'>, startsAt?: Date) {
  const screening = await aScreening(it.home.house, startsAt ? { startsAt } : {});
  return it.api.order({ session: screening.id, seats: [screening.hall.seat('A1')] }, headers);
}

test('whoever is signed in needs neither e-mail nor token, from the order to giving it back', async () => {
  const member = await aMember(it.server);
  const { headers } = member;
  const mine = await anOrder(member);
  expect(mine).toMatchObject({ email: member.email, name: 'Marta', status: 'pending' });
  expect(shaped(order, await it.api.get(`/orders/${mine.id}/`, headers))).toEqual(mine);
  expect((await it.api.post(`/orders/${mine.id}/pay/`, undefined, headers)).json.url).toMatch(/^http/);
  expect((await it.api.post(`/orders/${mine.id}/cancel/`, {}, headers)).json.status).toBe('cancelled');
});

test('the tickets may go to another address, and the order stays one’s own', async () => {
  const member = await aMember(it.server);
  const screening = await aScreening(it.home.house);
  const seats = [screening.hall.seat('A1')];
  const gift = await it.api.order({ session: screening.id, seats, email: it.guest(), name: 'Іван' }, member.headers);
  expect(gift).toMatchObject({ name: 'Іван' });
  expect((await list(member)).results.map(({ id }) => id)).toEqual([gift.id]);
});

test('another’s order is not there: to read, pay, cancel, give back or list, with whatever token', async () => {
  const [owner, stranger] = [await aMember(it.server), await aMember(it.server)];
  const theirs = await anOrder(owner);
  const own = await anOrder(stranger);
  const before = await it.fingerprint();
  for (const query of ['', `?token=${own.token}`, `?token=${'A'.repeat(22)}`]) {
    const path = `/orders/${theirs.id}`;
    const answers = [
      await it.api.get(`${path}/${query}`, stranger.headers),
      await it.api.post(`${path}/pay/${query}`, undefined, stranger.headers),
      await it.api.post(`${path}/cancel/${query}`, undefined, stranger.headers),
      await it.api.post(`${path}/tickets/${theirs.tickets[0]?.id}/refund/${query}`, undefined, stranger.headers),
    ];
    for (const answer of answers) expect(refusal(answer)).toMatchObject({ status: 404, code: 'not_found' });
  }
  // A ticket of somebody else's is not in one's own order either.
  const mixed = `/orders/${own.id}/tickets/${theirs.tickets[0]?.id}/refund/`;
  expect(refusal(await it.api.post(mixed, undefined, stranger.headers)).status).toBeGreaterThanOrEqual(404);
  expect(await it.fingerprint()).toBe(before);
  expect((await list(stranger)).results.map(({ id }) => id)).toEqual([own.id]);
});

test('whoever was given a guest’s token opens that order, signed in or not', async () => {
  const member = await aMember(it.server);
  const screening = await aScreening(it.home.house);
  const guests = await it.api.order({ session: screening.id, seats: [screening.hall.seat('A1')], email: it.guest() });
  expect((await it.api.get(`/orders/${guests.id}/?token=${guests.token}`, member.headers)).status).toBe(200);
  expect((await list(member)).count).toBe(0);
});

test('the list comes in pages, by status, and by whether the show is still to come', async () => {
  const member = await aMember(it.server);
  const hour = 3_600_000;
  const at = (hours: number) => new Date(Date.now() + hours * hour);
  const far = await anOrder(member, at(72));
  const soon = await anOrder(member, at(5));
  const cancelled = await anOrder(member, at(30));
  await it.api.post(`/orders/${cancelled.id}/cancel/`, undefined, member.headers);
  const over = await anOrder(member, at(6));
  await sql(it.home.db).query(
    `UPDATE screenings SET sales_open_at = sales_open_at - interval '12 hours', starts_at = starts_at - interval '12 hours', ends_at = ends_at - interval '12 hours',
       hall_free_at = hall_free_at - interval '12 hours', sales_close_at = sales_close_at - interval '12 hours'
      WHERE id = $1`,
    [over.session.id],
  );
  const ids = async (query: string) => (await list(member, query)).results.map(({ id }) => id);
  expect(await ids('')).toEqual([over.id, cancelled.id, soon.id, far.id]);
  expect(await ids('?upcoming=true')).toEqual([soon.id, far.id]);
  expect(await ids('?upcoming=false')).toEqual([cancelled.id, over.id]);
  expect(await ids('?status=cancelled')).toEqual([cancelled.id]);
  expect(await ids('?status=pending&upcoming=true')).toEqual([soon.id, far.id]);
  const second = await list(member, '?page=2&page_size=3');
  expect([second.count, second.next, second.results.map(({ id }) => id)]).toEqual([4, null, [far.id]]);
  expect(second.previous).toContain('page_size=3');
  expect(refusal(await it.api.get('/orders/?page=2', member.headers)).status).toBe(404);
  for (const query of ['?status=lost', '?upcoming=yes', '?user=1']) {
    expect(refusal(await it.api.get(`/orders/${query}`, member.headers)).code).toBe('invalid_request');
  }
});

test('a list is its owner’s alone: no shared cache keeps it, and its tag changes with it', async () => {
  const member = await aMember(it.server);
  await anOrder(member);
  const first = await it.api.get('/orders/', member.headers);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const tag = { ...member.headers, 'if-none-match': first.headers.get('etag') ?? '' };
  expect((await it.api.get('/orders/', tag)).status).toBe(304);
  await anOrder(member);
  expect((await it.api.get('/orders/', tag)).status).toBe(200);
});

test('what a guest ordered belongs to the account once its owner has confirmed the same address', async () => {
  const email = it.guest();
  const screening = await aScreening(it.home.house);
  const earlier = await it.api.order({ session: screening.id, seats: [screening.hall.seat('A1')], email });
  await it.api.post('/auth/users/', { email, password }, anAddress());
  await it.api.post('/auth/users/activation/', await linkFor(it.server, email), anAddress());
  expect((await list(await signedIn(it.server, email))).results.map(({ id }) => id)).toEqual([earlier.id]);
});

test('an Idempotency-Key is its account’s: the same key of another is another request', async () => {
  const [one, two] = [await aMember(it.server), await aMember(it.server)];
  const screening = await aScreening(it.home.house);
  const key = { 'idempotency-key': 'the-same-key' };
  const wanted = { session: screening.id, seats: [screening.hall.seat('A1')] };
  const first = await it.api.post('/orders/', wanted, { ...one.headers, ...key });
  expect(first.status).toBe(201);
  const later = await signedIn(it.server, one.email);
  const again = await it.api.post('/orders/', wanted, { ...later.headers, ...key, ...anAddress() });
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(refusal(await it.api.post('/orders/', wanted, { ...two.headers, ...key })).code).toBe('seat_taken');
});

test('the best seats are looked for where one likes to sit', async () => {
  const member = await aMember(it.server);
  const hall = await aHall(it.home.house, Array.from('ABCDEFGH', (row) => `${row} ssssssssss`).join('\n'));
  const { id } = await aScreening(it.home.house, { hall });
  const rowOf = (seat: number) => hall.plan.seats.find((each) => each.id === seat)?.row;
  const best = async (headers = {}) =>
    rowOf((await it.api.get(`/sessions/${id}/best_available/?count=2`, headers)).json.seats[0]);
  const usual = await best();
  expect(usual).not.toBe('C');
  expect(await best(member.headers)).toBe(usual);
  await it.api.send('PATCH', '/auth/users/me/', {
    headers: { 'content-type': 'application/json', ...member.headers },
    body: JSON.stringify({ seat_preference: { depth: 'front' } }),
  });
  expect(await best(member.headers)).toBe('C');
  expect(await best()).toBe(usual);
});

test('whoever orders while their account is erased is signed out, and the seat stays free', async () => {
  const member = await aMember(it.server);
  const screening = await aScreening(it.home.house);
  const body = { session: screening.id, seats: [screening.hall.seat('A1')] };
  const ordered = await inTransaction(it.home.db, async (tx) => {
    await tx.query('DELETE FROM users WHERE id = $1', [member.id]);
    const ordering = it.api.post('/orders/', body, member.headers);
    // The account still stands to all who look; the order waits to be written in its name.
    await untilWaiting(it.home.db, 1);
    return { ordering };
  });
  expect(refusal(await accepted(ordered).ordering)).toMatchObject({ status: 401, code: 'unauthenticated' });
  await it.api.order({ ...body, email: it.guest() });
});
