import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/db.ts';
import { aFilm, aHall, aScreening, type TestScreening } from '../setup/house.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { refusal } from './client.ts';

let it: ApiHouse;
let screening: TestScreening;
beforeAll(async () => {
  it = await apiHouse();
  screening = await aScreening(it.home.house, { hall: await aHall(it.home.house, 'A sssss\nB ssss') });
});
afterAll(() => it?.close());

const email = 'guest@foyer.test';
const seat = (label: string) => screening.hall.seat(label);

/** Sends a body that must be refused, and looks that nothing has changed. */
async function refusedOrder(body: unknown, headers?: Record<string, string>) {
  const before = await it.fingerprint();
  const said = refusal(await it.api.post('/orders/', body, headers));
  expect(await it.fingerprint()).toBe(before);
  return said;
}

test('what the house cannot sell is refused with its reason, and nothing changes', async () => {
  const { house, ids } = it.home;
  const elsewhere = await aHall(house);
  const strict = await aScreening(house, { filmId: (await aFilm(house, { ageLimit: 18, agePolicy: 'strict' })).id });
  const draft = await aScreening(house, { status: 'draft' });
  const early = await aScreening(house, { salesOpenAt: new Date(Date.now() + 3_600_000) });
  const closed = await aScreening(house);
  const cancelled = await aScreening(house);
  await sql(it.home.db).query(
    `UPDATE screenings SET sales_open_at = now() - interval '2 h', sales_close_at = now() - interval '1 h' WHERE id = $1`,
    [closed.id],
  );
  await sql(it.home.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE id = $1`, [
    cancelled.id,
  ]);
  const order = (seats: unknown, session: unknown = screening.id) => ({ session, seats, email });
  const cases: [string, unknown, number, string][] = [
    ['an unknown session', order([seat('A1')], 999_999), 404, 'not_found'],
    ['a draft', order([draft.hall.seat('A1')], draft.id), 404, 'not_found'],
    ['not on sale yet', order([early.hall.seat('A1')], early.id), 409, 'sales_not_open'],
    ['closed', order([closed.hall.seat('A1')], closed.id), 409, 'sales_closed'],
    ['cancelled', order([cancelled.hall.seat('A1')], cancelled.id), 409, 'screening_cancelled'],
    ['an unknown seat', order([999_999]), 422, 'unknown_seat'],
    ['a seat of another hall', order([seat('A1'), elsewhere.seat('A2')]), 422, 'unknown_seat'],
    ['the same seat twice', order([seat('A1'), seat('A1')]), 422, 'duplicate_seat'],
    ['an orphan', order([seat('A2')]), 422, 'orphan_seat'],
    ['an unknown ticket type', order([{ seat: seat('A1'), ticket_type: 999_999 }]), 422, 'unknown_ticket_type'],
    [
      'a ticket type that is not for sale there',
      order([{ seat: seat('A1'), ticket_type: ids.types.companion }]),
      422,
      'not_for_sale',
    ],
    [
      'a child where the film is strict',
      order([{ seat: strict.hall.seat('A1'), ticket_type: ids.types.child }], strict.id),
      422,
      'age_restricted',
    ],
    ['nobody to write to', { session: screening.id, seats: [seat('A1')] }, 422, 'email_required'],
  ];
  for (const [what, body, status, code] of cases) {
    expect(await refusedOrder(body), what).toMatchObject({ status, code });
  }
});

test('a body of the wrong shape is malformed, and the answer says where', async () => {
  const good = { session: screening.id, seats: [seat('A1')], email };
  const cases: [unknown, string][] = [
    [undefined, ''],
    [[], ''],
    ['"words"', ''],
    ['null', ''],
    [{}, 'session'],
    [{ ...good, session: String(screening.id) }, 'session'],
    [{ ...good, session: -1 }, 'session'],
    [{ ...good, session: 1.5 }, 'session'],
    [{ ...good, session: 2 ** 31 }, 'session'],
    [{ ...good, session: null }, 'session'],
    [`{"session":NaN,"seats":[1]}`, ''],
    [`{"session":1e999,"seats":[1]}`, 'session'],
    [{ ...good, seats: [] }, 'seats'],
    [{ ...good, seats: 7 }, 'seats'],
    [{ ...good, seats: Array.from({ length: 11 }, (_, i) => i + 1) }, 'seats'],
    [{ ...good, seats: ['A1'] }, 'seats.0'],
    [{ ...good, seats: [-3] }, 'seats.0'],
    [{ ...good, seats: [{ seat: 'x' }] }, 'seats.0.seat'],
    [{ ...good, seats: [{ seat: seat('A1'), ticket_type: 'adult' }] }, 'seats.0.ticket_type'],
    [{ ...good, seats: [{ seat: seat('A1'), price: 1 }] }, 'seats.0.price'],
    [{ ...good, email: 'nobody' }, 'email'],
    [{ ...good, email: 'a@b.c\r\nBcc: x@y.z' }, 'email'],
    [{ ...good, email: `${'a'.repeat(250)}@foyer.test` }, 'email'],
    [{ ...good, name: '' }, 'name'],
    [{ ...good, name: 'two\nlines' }, 'name'],
    [{ ...good, name: 'x'.repeat(121) }, 'name'],
    [{ ...good, price: 1 }, 'price'],
    [`{"__proto__":{"x":1},"session":1,"seats":[1]}`, '__proto__'],
  ];
  for (const [body, path] of cases) {
    const said = await refusedOrder(body);
    expect(said, JSON.stringify(body)).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(said.details?.issues, JSON.stringify(body)).toContainEqual(expect.objectContaining({ path }));
  }
});

test('JSON that hides something is refused at the door: names twice, NUL, half characters, depths, other bytes', async () => {
  const session = screening.id;
  for (const body of [
    `{"session":${session},"seats":[${seat('A1')}],"email":"${email}","email":"other@foyer.test"}`,
    `{"session":${session},"seats":[{"seat":${seat('A1')},"seat":${seat('B1')}}],"email":"${email}"}`,
    `{"session":${session},"seats":[${seat('A1')}],"email":"${email}","n\\u0061me":"a","name":"b"}`,
    `{"session":${session},"seats":[${seat('A1')}],"email":"${email}","name":"a\\u0000b"}`,
    `{"session":${session},"seats":[${seat('A1')}],"email":"${email}","name":"\\ud800"}`,
    `{"session":${session},"seats":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
    `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`,
    `{"session":${session},`,
    'session=1&seats=2',
  ]) {
    expect(await refusedOrder(body), body.slice(0, 90)).toMatchObject({ status: 400, code: 'invalid_request' });
  }
  const before = await it.fingerprint();
  const bytes = await it.api.send('POST', '/orders/', {
    headers: { 'content-type': 'application/json' },
    body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  });
  expect(refusal(bytes).code).toBe('invalid_request');
  expect(await it.fingerprint()).toBe(before);
});

test('bodies over 64 kB are too large, and what is no JSON is another media type', async () => {
  const huge = { session: screening.id, seats: [seat('A1')], email, name: 'x'.repeat(70_000) };
  expect(await refusedOrder(huge)).toMatchObject({ status: 413, code: 'too_large' });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await refusedOrder('session=1', form)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  const latin = { 'content-type': 'application/json; charset=latin1' };
  expect(await refusedOrder('{}', latin)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
});

test('letters of every script may stand in a name', async () => {
  for (const [name, label] of [
    ["Дар'я Ґедройць 🎬", 'B1'],
    ['مريم', 'B2'],
  ] as const) {
    const placed = await it.api.order({ session: screening.id, seats: [seat(label)], email: it.guest(), name });
    expect(placed.name).toBe(name);
  }
});

test('addresses that lead nowhere are 404 and say so in JSON; malformed questions are 400', async () => {
  const { id } = screening;
  for (const path of [
    '/nothing/',
    '/orders/1/tickets/',
    '/sessions/x/seats/',
    '/sessions/0/seats/',
    '/sessions/-1/seats/',
  ]) {
    expect(refusal(await it.api.get(path)), path).toMatchObject({ status: 404, code: 'not_found' });
  }
  for (const path of ['/sessions/999999/seats/', '/sessions/99999999999/seats/', '/sessions/1e3/available_seats/']) {
    expect(refusal(await it.api.get(path)), path).toMatchObject({ status: 404, code: 'not_found' });
  }
  for (const path of [
    `/sessions/${id}/seats/?who=1`,
    `/sessions/${id}/best_available/`,
    `/sessions/${id}/best_available/?count=0`,
    `/sessions/${id}/best_available/?count=11`,
    `/sessions/${id}/best_available/?count=2&count=3`,
    `/sessions/${id}/best_available/?count=NaN`,
    `/sessions/%00/seats/`,
    '/orders/1/?token=%00',
    '/sessions/%E0%A4%A/seats/',
    `/orders/1/?token=${'x'.repeat(65)}`,
  ]) {
    expect(refusal(await it.api.get(path)), path).toMatchObject({ status: 400, code: 'invalid_request' });
  }
});

test('a method that a path does not know is told which ones it does', async () => {
  for (const [method, path, allow] of [
    ['DELETE', '/orders/', 'GET, HEAD, POST, OPTIONS'],
    ['PUT', `/sessions/${screening.id}/seats`, 'GET, HEAD, OPTIONS'],
    ['GET', '/orders/1/pay/', 'POST, OPTIONS'],
    ['GET', '/stripe/webhook/', 'POST, OPTIONS'],
  ] as const) {
    const answer = await it.api.send(method, path);
    expect(refusal(answer), path).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(answer.headers.get('allow')).toBe(allow);
  }
  expect((await it.api.send('OPTIONS', '/orders/')).status).toBe(204);
});

test('whatever is sent, the answer is JSON and never a fault of ours', async () => {
  const wild = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.string({ unit: 'binary' }), fc.double(), fc.integer());
  const order = fc.record(
    {
      session: fc.oneof(fc.constant(screening.id), wild),
      seats: fc.oneof(fc.array(fc.oneof(fc.integer(), fc.record({ seat: wild, ticket_type: wild }), wild)), wild),
      email: fc.oneof(fc.emailAddress(), wild),
      name: wild,
    },
    { requiredKeys: [] },
  );
  let address = 0;
  const elsewhere = () => ({ 'x-forwarded-for': `203.0.113.${++address % 250}` });
  await fc.assert(
    fc.asyncProperty(fc.oneof(order, wild), async (body) => {
      const answer = await it.api.post('/orders/', JSON.stringify(body) ?? '', elsewhere());
      expect(answer.status, answer.text).toBeLessThan(500);
      expect(answer.json).toBeDefined();
    }),
    { numRuns: 150 },
  );
  const field = fc.constantFrom('page', 'page_size', 'search', 'genre', 'date', 'age_limit', 'movie', 'hall', 'from');
  const path = fc.constantFrom('/movies/', '/sessions/', '/genres/', `/sessions/${screening.id}/best_available/`);
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer().map(String),
    fc.date().map(String),
    fc.double().map(String),
  );
  await fc.assert(
    fc.asyncProperty(path, fc.dictionary(field, value, { maxKeys: 2 }), async (list, query) => {
      const answer = await it.api.get(`${list}?${new URLSearchParams(query)}`, elsewhere());
      expect(answer.status, answer.text).toBeLessThan(500);
      expect(answer.json).toBeDefined();
    }),
    { numRuns: 150 },
  );
});
