import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SeatDelta } from '../../../server/contract/feed.ts';
import { kioskFacts } from '../../../server/contract/till/devices.ts';
import { tillOrderHits } from '../../../server/contract/till/orders.ts';
import { tillDay, tillHouse } from '../../../server/contract/till/programme.ts';
import { sale as saleShape } from '../../../server/contract/till/sales.ts';
import { sql } from '../../../server/db.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { aSale, card, cash } from '../../setup/counter.ts';
import { whereItIsEvening } from '../../setup/evening.ts';
import { aHall, aScreening, type TestHouse, type TestScreening, testHouse } from '../../setup/house.ts';
import { type TestServer, testServer } from '../../setup/server.ts';
import { aPerson, aTill, type Person, type TestTill } from '../../setup/till.ts';

let home: TestHouse;
let server: TestServer;
let till: TestTill;
let supervisor: Person;
let screening: TestScreening;

beforeAll(async () => {
  home = await testHouse();
  await whereItIsEvening(home.house);
  server = await testServer(home.url);
  till = await aTill(server);
  supervisor = await aPerson(server, 'supervisor', '2468');
  screening = await aScreening(home.house, {
    hall: await aHall(home.house, 'A ssssssssssss\nB ssssssssssss'),
    startsAt: new Date(Date.now() + 60_000),
  });
});
afterAll(async () => {
  expect(await findBrokenInvariants(home.db)).toEqual([]);
  await server.stop();
  await home.drop();
});

const places = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6'];
const next = (n: number) => places.splice(0, n);

/** Somebody does something on the readers' page. */
async function atReader(act: string, reader = 'tmr_counter1'): Promise<void> {
  const answer = await fetch(`${server.url}/demo/stripe/readers`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ reader, act }),
  });
  expect(answer.status).toBe(303);
}

test('Nothing is sold before somebody has signed in and opened the drawer', async () => {
  const body = aSale(home, screening, ['A1']);
  expect((await till.send('POST', '/sales', body)).json.code).toBe('clerk_signed_out');
  await till.signIn(await aPerson(server, 'clerk'));
  expect((await till.send('POST', '/sales', body)).json.code).toBe('no_open_shift');
  expect((await till.send('POST', '/shifts', { uuid: randomUUID(), float: 10_000 })).status).toBe(200);
});

test('The till sees its readers, its day, a house and the best seats in it', async () => {
  expect(kioskFacts.parse((await till.send('GET', '/kiosk')).json).readers.map(({ label }) => label)).toEqual([
    'Counter 1',
    'Counter 2',
  ]);
  const day = tillDay.parse((await till.send('GET', '/programme')).json);
  expect(day.screenings).toMatchObject([{ id: screening.id, seatsTotal: 24, closed: null }]);
  const house = tillHouse.parse((await till.send('GET', `/screenings/${screening.id}`)).json);
  expect(house.states).toHaveLength(24);
  expect(house.ticketTypes.filter((type) => type.usual)).toHaveLength(1);
  expect((await till.send('GET', `/screenings/${screening.id}/best?count=2`)).json.seats).toHaveLength(2);
  expect((await till.send('GET', `/screenings/${screening.id}/best?count=99`)).status).toBe(400);
});

test('A hold, its replacement, and the sale of it in cash', async () => {
  const [one, two] = [next(2), next(2)];
  const seats = (labels: string[]) => labels.map((label) => screening.hall.seat(label));
  const wish = { uuid: randomUUID(), screening: screening.id, seats: seats(one) };
  const first = await till.send('POST', '/holds', wish);
  expect(first.status).toBe(200);
  expect((await till.send('POST', '/holds', wish)).json).toEqual(first.json);
  const replaced = await till.send('POST', '/holds', {
    ...wish,
    uuid: randomUUID(),
    seats: [...seats(one), ...seats(two)],
    replaces: first.json.id,
  });
  expect(replaced.status).toBe(200);
  const body = aSale(home, screening, [...one, ...two], { hold: replaced.json.id, tenders: [cash(76_000, 80_000)] });
  const sale = saleShape.parse((await till.send('POST', '/sales', body)).json);
  expect(sale).toMatchObject({ state: 'paid', change: 4_000 });
  expect((await till.send('POST', '/sales', body)).json).toEqual(sale);
  expect((await till.send('GET', `/sales/${body.uuid}`)).json).toEqual(sale);
  expect((await till.send('POST', '/sales', { ...body, name: 'x' })).json.code).toBe('idempotency_mismatch');
});

test('A choice is given back', async () => {
  const seats = [screening.hall.seat('B12'), screening.hall.seat('B11')];
  const hold = await till.send('POST', '/holds', { uuid: randomUUID(), screening: screening.id, seats });
  const other = await aTill(server);
  await other.signIn(await aPerson(server, 'clerk'));
  expect((await other.send('DELETE', `/holds/${hold.json.id}`)).status).toBe(404);
  expect((await till.send('DELETE', `/holds/${hold.json.id}`)).status).toBe(204);
  expect((await till.send('GET', `/screenings/${screening.id}`)).json.states).not.toContain('h');
});

test('A sale that never arrived is told as not found', async () => {
  expect((await till.send('GET', `/sales/${randomUUID()}`)).status).toBe(404);
  expect((await till.send('GET', '/sales/nonsense')).status).toBe(404);
});

test('A card at the reader, every way it may go', async () => {
  for (const [act, state] of [
    ['tap', 'paid'],
    ['decline', 'declined'],
    ['cancel', 'declined'],
    ['time_out', 'declined'],
  ] as const) {
    const body = aSale(home, screening, next(1), { tenders: [card(19_000, 'tmr_counter1')], override: true });
    expect((await till.send('POST', '/sales', body)).json.state).toBe('awaiting_card');
    await atReader(act);
    const look = async () => (await till.send('GET', `/sales/${body.uuid}`)).json.state;
    await expect.poll(look).toBe(state);
    if (state === 'declined') {
      const rest = { uuid: randomUUID(), tenders: [cash(19_000)] };
      expect((await till.send('POST', `/sales/${body.uuid}/card`, rest)).json.state).toBe('paid');
    }
  }
});

test('Given up while the reader asks, the seat is free', async () => {
  const [label = ''] = next(1);
  const body = aSale(home, screening, [label], { tenders: [card(19_000, 'tmr_counter2')], override: true });
  await till.send('POST', '/sales', body);
  expect((await till.send('POST', `/sales/${body.uuid}/cancel`)).json.state).toBe('cancelled');
  places.unshift(label);
});

test('Found again, exchanged, printed again and refunded', async () => {
  const body = aSale(home, screening, next(1), { name: 'Grace Hopper', override: true });
  const sold = (await till.send('POST', '/sales', body)).json;
  const hits = tillOrderHits.parse((await till.send('GET', '/orders?q=hopper')).json);
  expect(hits.results.map((hit) => hit.id)).toEqual([sold.order.id]);
  const wish = {
    screening: screening.id,
    override: true,
    tickets: [
      {
        ticket: sold.tickets[0].id,
        seat: screening.hall.seat('B12'),
        ticketType: home.ids.types.child,
      },
    ],
  };
  const quoted = await till.send('POST', `/orders/${sold.order.id}/exchange/quote`, wish);
  expect(quoted.json).toEqual({ difference: -6_000, before: 19_000, after: 13_000 });
  const exchanged = await till.send('POST', `/orders/${sold.order.id}/exchange`, {
    ...wish,
    uuid: randomUUID(),
    difference: -6_000,
    tenders: [],
  });
  expect(exchanged.json).toMatchObject({ cash: -6_000, sale: null });
  const { id, tickets } = exchanged.json.order;
  expect((await till.send('POST', `/orders/${id}/reprint`, { uuid: randomUUID() })).json.documents).toHaveLength(2);
  const refund = { uuid: randomUUID(), tickets: [tickets[0].id], reason: 'ill' };
  expect((await till.send('POST', `/orders/${id}/refund`, refund)).status).toBe(400);
  const approval = await till.approval(supervisor, 'refund');
  const back = await till.send('POST', `/orders/${id}/refund`, { ...refund, approval });
  expect(back.json).toMatchObject({ cash: 13_000, card: 0, order: { status: 'refunded' } });
});

test('The till’s feed paints what others do, its own allotted seats as free, and says what is left of today', async () => {
  const seat = screening.hall.plan.seats.find((one) => one.id === screening.hall.seat('B11'));
  const socket = io(`${server.url}/staff/till`, { transports: ['websocket'], auth: { token: till.token } });
  const free: [number, number][] = [];
  const deltas: SeatDelta[] = [];
  socket.on('free', (changes) => free.push(...changes));
  socket.on('seats', (delta) => deltas.push(delta));
  await socket.emitWithAck('watch', { session: screening.id });
  await expect.poll(() => free.at(-1)?.[0]).toBe(screening.id);
  const before = free.at(-1)?.[1] ?? 0;
  await sql(home.db).query(
    `WITH c AS (INSERT INTO seat_claims (screening_id, seat_id, kind, kiosk_id) VALUES ($1, $2, 'allotment', $3)),
          l AS (INSERT INTO leases (kiosk_id, epoch, instance, screenings) VALUES ($3, 1, gen_random_uuid(), '{}'))
     INSERT INTO seat_notices (screening_id) VALUES ($1)`,
    [screening.id, seat?.id, till.id],
  );
  await expect.poll(() => deltas.at(-1)?.changes).toEqual([[seat?.ordinal, '.']]);
  const { states } = await io(`${server.url}/staff/till`, { auth: { token: till.token }, forceNew: true }).emitWithAck(
    'watch',
    { session: screening.id },
  );
  expect(states[seat?.ordinal ?? 0]).toBe('.');
  await till.send('POST', '/sales', aSale(home, screening, ['B10'], { override: true }));
  await expect.poll(() => free.at(-1)).toEqual([screening.id, before - 1]);
  socket.disconnect();
  const stranger = io(`${server.url}/staff/till`, { transports: ['websocket'], auth: { token: 'x' }, forceNew: true });
  const refused = await new Promise((resolve) => stranger.on('connect_error', ({ message }) => resolve(message)));
  expect(refused).toBe('not_enrolled');
  stranger.disconnect();
});

test('A till and 30 buyers on the web want the same seats: one has them', async () => {
  const labels = ['B8', 'B9'];
  const seats = labels.map((label) => screening.hall.seat(label));
  const web = Array.from({ length: 30 }, (_, i) =>
    fetch(`${server.url}/api/orders/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ session: screening.id, seats, email: `buyer-${i}@example.test` }),
    }).then((answer) => answer.status),
  );
  const [counter, ...others] = await Promise.all([
    till.send('POST', '/sales', aSale(home, screening, labels, { override: true })).then((answer) => answer.status),
    ...web,
  ]);
  const won = [counter === 200, ...others.map((status) => status === 201)].filter(Boolean);
  expect(won).toHaveLength(1);
  expect(others.filter((status) => ![201, 409, 422].includes(status))).toEqual([]);
  const claims = await sql(home.db).query('SELECT FROM live_claims WHERE screening_id = $1 AND seat_id = ANY ($2)', [
    screening.id,
    seats,
  ]);
  expect(claims).toHaveLength(2);
});
