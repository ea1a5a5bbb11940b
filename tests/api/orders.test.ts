import { afterAll, beforeAll, expect, test } from 'vitest';
import { order, payment } from '../../server/contract/api/orders.ts';
import { sql } from '../../server/db.ts';
import { aHall, aScreening, type TestHouse, testHouse } from '../setup/house.ts';
import { runOut } from '../setup/sales.ts';
import { type TestServer, testServer } from '../setup/server.ts';
import { type ApiClient, apiClient, refusal, shaped } from './client.ts';

let home: TestHouse;
let server: TestServer;
let api: ApiClient;
beforeAll(async () => {
  home = await testHouse();
  server = await testServer(home.url);
  api = apiClient(server.url);
});
afterAll(async () => {
  await server?.stop();
  await home?.drop();
});

let guests = 0;
const guest = () => `guest-${++guests}@foyer.test`;

test('a guest places an order for seats with ticket types, and its answer says everything', async () => {
  const screening = await aScreening(home.house);
  const { seat } = screening.hall;
  const answer = await api.post('/orders/', {
    session: screening.id,
    seats: [
      { seat: seat('A1'), ticket_type: home.ids.types.adult },
      { seat: seat('A2'), ticket_type: home.ids.types.child },
    ],
    email: guest(),
    name: ' Олена Пчілка ',
  });
  const placed = shaped(order, answer, 201);
  expect(placed).toMatchObject({ status: 'pending', name: 'Олена Пчілка', refunds: [] });
  expect(placed.tickets.map((ticket) => [ticket.seat.row + ticket.seat.number, ticket.status, ticket.code])).toEqual([
    ['A1', 'pending', null],
    ['A2', 'pending', null],
  ]);
  expect(placed.total.amount).toBe(placed.tickets.reduce((sum, ticket) => sum + ticket.price.amount, 0));
  expect(placed.expires_at).toMatch(/\+0[23]:00$/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('seats alone are sold at the default ticket type', async () => {
  const screening = await aScreening(home.house);
  const placed = await api.order({ session: screening.id, seats: [screening.hall.seat('B1')], email: guest() });
  expect(placed.tickets[0]?.ticket_type.id).toBe(home.ids.types.adult);
});

test('a stranger elsewhere who knows a guest’s e-mail uses up none of the three holds; from where the guest buys they count', async () => {
  const email = guest();
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const buys = async (address: string) => {
    const screening = await aScreening(home.house);
    const body = { session: screening.id, seats: [screening.hall.seat('A1')], email };
    return api.post('/orders/', body, from(address));
  };
  for (let held = 0; held < 3; held++) expect((await buys('203.0.113.66')).status).toBe(201);
  expect(refusal(await buys('203.0.113.66'))).toMatchObject({ code: 'too_many_holds' });
  expect((await buys('198.51.100.4')).status).toBe(201);
  // One program that buys for many people asks from one address.
  const screening = await aScreening(home.house);
  const another = { session: screening.id, seats: [screening.hall.seat('A1')], email: guest() };
  expect((await api.post('/orders/', another, from('203.0.113.66'))).status).toBe(201);
  const [named] = await sql(home.db).query(
    `SELECT FROM holds WHERE strpos(buyer, '@') > 0 OR strpos(buyer, '203.0.113') > 0`,
  );
  expect(named).toBe(undefined);
});

test('an order opens to its token alone; to everyone else there is nothing there', async () => {
  const screening = await aScreening(home.house);
  const { seat } = screening.hall;
  const mine = await api.order({ session: screening.id, seats: [seat('A1')], email: guest() });
  const other = await api.order({ session: screening.id, seats: [seat('B1')], email: guest() });
  expect(shaped(order, await api.get(`/orders/${mine.id}/?token=${mine.token}`))).toEqual(mine);
  for (const path of [
    `/orders/${mine.id}/`,
    `/orders/${mine.id}/?token=${other.token}`,
    `/orders/${mine.id}/?token=`,
    `/orders/${mine.id}/?token=${'A'.repeat(22)}`,
    `/orders/999999/?token=${mine.token}`,
    `/orders/0/?token=${mine.token}`,
    `/orders/99999999999999/?token=${mine.token}`,
    `/orders/one/?token=${mine.token}`,
  ]) {
    expect(refusal(await api.get(path)), path).toMatchObject({ status: 404, code: 'not_found' });
  }
  const ticket = mine.tickets[0]?.id;
  for (const act of ['pay/', 'cancel/', `tickets/${ticket}/refund/`]) {
    const answer = await api.post(`/orders/${mine.id}/${act}?token=${other.token}`);
    expect(refusal(answer), act).toMatchObject({ status: 404, code: 'not_found' });
  }
  expect(shaped(order, await api.get(`/orders/${mine.id}/?token=${mine.token}`)).status).toBe('pending');
});

test('paying gives the address of the payment page, the same on a second tap', async () => {
  const screening = await aScreening(home.house);
  const mine = await api.order({ session: screening.id, seats: [screening.hall.seat('A1')], email: guest() });
  const first = shaped(payment, await api.post(`/orders/${mine.id}/pay/?token=${mine.token}`));
  const second = shaped(payment, await api.post(`/orders/${mine.id}/pay?token=${mine.token}`, {}));
  expect(second.url).toBe(first.url);
  expect((await fetch(first.url)).status).toBe(200);
});

test('cancelling a pending order puts its seats back on sale at once, and it cannot be cancelled twice', async () => {
  const screening = await aScreening(home.house);
  const wanted = { session: screening.id, seats: [screening.hall.seat('A1')], email: guest() };
  const mine = await api.order(wanted);
  const cancelled = shaped(order, await api.post(`/orders/${mine.id}/cancel/?token=${mine.token}`));
  expect(cancelled).toMatchObject({ status: 'cancelled', expires_at: null });
  expect(refusal(await api.post(`/orders/${mine.id}/cancel/?token=${mine.token}`))).toMatchObject({
    status: 409,
    code: 'not_cancellable',
    details: { status: 'cancelled' },
  });
  expect(refusal(await api.post(`/orders/${mine.id}/pay/?token=${mine.token}`))).toMatchObject({
    code: 'order_expired',
    message: expect.stringContaining('cancelled'),
    details: { status: 'cancelled' },
  });
  await api.order(wanted);
});

test('an order whose time has run out is refused payment by the status that it shows, swept or not', async () => {
  const screening = await aScreening(home.house);
  const mine = await api.order({ session: screening.id, seats: [screening.hall.seat('A1')], email: guest() });
  await runOut(home.house, mine.id);
  const key = `?token=${mine.token}`;
  expect(shaped(order, await api.get(`/orders/${mine.id}/${key}`)).status).toBe('expired');
  expect(refusal(await api.post(`/orders/${mine.id}/pay/${key}`))).toMatchObject({
    status: 409,
    code: 'order_expired',
    details: { status: 'expired' },
  });
});

test('nothing is paid for a showing that is off, though its orders have not ended yet', async () => {
  const screening = await aScreening(home.house);
  const { seat } = screening.hall;
  const untouched = await api.order({ session: screening.id, seats: [seat('A1')], email: guest() });
  const paying = await api.order({ session: screening.id, seats: [seat('A2')], email: guest() });
  const pay = (mine: typeof paying) => api.post(`/orders/${mine.id}/pay/?token=${mine.token}`);
  expect((await pay(paying)).status).toBe(200);
  await sql(home.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE id = $1`, [
    screening.id,
  ]);
  for (const mine of [untouched, paying]) {
    expect(refusal(await pay(mine))).toMatchObject({ status: 409, code: 'screening_cancelled' });
  }
  const payments = await sql(home.db).query('SELECT FROM payments WHERE order_id = $1', [untouched.id]);
  expect(payments).toHaveLength(0);
});

test('one of two paid tickets goes back: the other stays valid, and the order says so', async () => {
  const screening = await aScreening(home.house);
  const { seat } = screening.hall;
  const mine = await api.order({ session: screening.id, seats: [seat('A1'), seat('A2')], email: guest() });
  const path = `/orders/${mine.id}`;
  const key = `?token=${mine.token}`;
  const [first, second] = mine.tickets;
  expect(refusal(await api.post(`${path}/tickets/${first?.id}/refund/${key}`)).code).toBe('not_cancellable');
  await pay(mine);
  const left = shaped(order, await api.post(`${path}/tickets/${first?.id}/refund/${key}`));
  expect(left.status).toBe('partially_refunded');
  expect(left.tickets.map((ticket) => ticket.status)).toEqual(['cancelled', 'valid']);
  expect(left.tickets[1]?.code).toMatch(/^[0-9A-Z]{24}$/);
  expect(left.refunds).toMatchObject([{ amount: first?.price, status: 'pending', reason: 'customer_cancelled' }]);
  expect(refusal(await api.post(`${path}/tickets/${first?.id}/refund/${key}`)).code).toBe('not_cancellable');
  for (const ticket of ['0', 'x', '999999']) {
    expect(refusal(await api.post(`${path}/tickets/${ticket}/refund/${key}`)).status).toBe(404);
  }
  const gone = shaped(order, await api.post(`${path}/tickets/${second?.id}/refund/${key}`));
  expect(gone.status).toBe('refunded');
});

test('a paid order is cancelled and refunded as a whole, but not so shortly before the start', async () => {
  const screening = await aScreening(home.house);
  const mine = await api.order({ session: screening.id, seats: [screening.hall.seat('A1')], email: guest() });
  await pay(mine);
  const cancelled = shaped(order, await api.post(`/orders/${mine.id}/cancel/?token=${mine.token}`));
  expect(cancelled).toMatchObject({ status: 'refunded', refunds: [{ amount: mine.total }] });

  const soon = await aScreening(home.house, { startsAt: new Date(Date.now() + 3_600_000) });
  const late = await api.order({ session: soon.id, seats: [soon.hall.seat('A1')], email: guest() });
  await pay(late);
  const said = refusal(await api.post(`/orders/${late.id}/cancel/?token=${late.token}`));
  expect(said).toMatchObject({ status: 409, code: 'not_cancellable' });
  expect(said.details?.until).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[23]:00$/);
});

test('a list of orders needs somebody whose orders they are', async () => {
  expect(refusal(await api.get('/orders/'))).toMatchObject({ status: 401, code: 'unauthenticated' });
});

test('the orphan rule, the age rule and the price card speak through the API, with the better choice', async () => {
  const hall = await aHall(home.house, 'A sssss');
  const screening = await aScreening(home.house, { hall });
  const said = refusal(await api.post('/orders/', { session: screening.id, seats: [hall.seat('A2')], email: guest() }));
  expect(said).toMatchObject({ status: 422, code: 'orphan_seat', details: { labels: ['A1'] } });
  expect(said.details?.better).toBeDefined();
  expect(said.message).toContain('A1');
});

/** Pays on the double's page, and waits for its webhook to be taken in. */
async function pay(mine: { id: number; token: string }): Promise<void> {
  const { url } = shaped(payment, await api.post(`/orders/${mine.id}/pay/?token=${mine.token}`));
  await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ choice: 'pay' }) });
  const status = async () =>
    (await sql(home.db).query<{ status: string }>('SELECT status FROM orders WHERE id = $1', [mine.id]))[0]?.status;
  await expect.poll(status).toBe('paid');
}
