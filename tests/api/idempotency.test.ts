import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { order } from '../../server/contract/api/orders.ts';
import { sql } from '../../server/db.ts';
import { aScreening } from '../setup/house.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { refusal, shaped } from './client.ts';

let it: ApiHouse;
beforeAll(async () => {
  it = await apiHouse();
});
afterAll(() => it?.close());

let keys = 0;
const aKey = () => ({ 'idempotency-key': `key-${++keys}` });

async function anOrder(label = 'A1') {
  const screening = await aScreening(it.home.house);
  return { session: screening.id, seats: [screening.hall.seat(label)], email: it.guest() };
}

async function ordersOf(body: { session: number }): Promise<number> {
  const rows = await sql(it.home.db).query('SELECT id FROM orders WHERE screening_id = $1', [body.session]);
  return rows.length;
}

test('the same key and body get the first answer again, to the letter, and one order', async () => {
  const body = await anOrder();
  const key = aKey();
  const first = await it.api.post('/orders/', body, key);
  shaped(order, first, 201);
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  const { email, seats, session } = body;
  for (const again of [body, { email, seats, session }]) {
    const answer = await it.api.post('/orders', again, key);
    expect([answer.status, answer.text]).toEqual([201, first.text]);
    expect(answer.headers.get('idempotent-replayed')).toBe('true');
  }
  expect(await ordersOf(body)).toBe(1);
});

test('the same key with another body is a mismatch', async () => {
  const body = await anOrder();
  const key = aKey();
  await it.api.order(body, key);
  for (const other of [
    { ...body, name: 'Somebody' },
    { ...body, email: it.guest() },
  ]) {
    expect(refusal(await it.api.post('/orders/', other, key))).toMatchObject({
      status: 422,
      code: 'idempotency_mismatch',
    });
  }
  expect(await ordersOf(body)).toBe(1);
});

test('a refusal is an answer too: it is kept, though the seat has come free since', async () => {
  const body = await anOrder();
  const first = await it.api.order(body);
  const key = aKey();
  const late = { ...body, email: it.guest() };
  const refused = await it.api.post('/orders/', late, key);
  expect(refusal(refused).code).toBe('seat_taken');
  await it.api.post(`/orders/${first.id}/cancel/?token=${first.token}`);
  const again = await it.api.post('/orders/', late, key);
  expect([again.status, again.text]).toEqual([409, refused.text]);
  await it.api.order(late, aKey());
});

test('a crowd that is refused at once: each has the first answer to its own key, and a key that came twice has one', async () => {
  const body = await anOrder();
  await it.api.order(body);
  const crowd = Array.from({ length: 40 }, () => {
    const email = it.guest();
    return { body: { ...body, email }, key: aKey() };
  });
  const ask = () => Promise.all(crowd.map((one) => it.api.post('/orders/', one.body, one.key)));
  const [first, twin] = await Promise.all([ask(), ask()]);
  const kept = await sql(it.home.db).query<{ key: string; response: string }>(
    'SELECT key, response FROM idempotent_requests WHERE key = ANY ($1)',
    [crowd.map(({ key }) => key['idempotency-key'])],
  );
  expect(kept.length).toBe(crowd.length);
  const later = await ask();
  for (const [at, { key }] of crowd.entries()) {
    const text = kept.find((row) => row.key === key['idempotency-key'])?.response;
    expect([first[at]?.text, twin[at]?.text, later[at]?.text]).toEqual([text, text, text]);
    expect([first[at], twin[at]].filter((answer) => answer?.headers.get('idempotent-replayed') === 'true').length).toBe(
      1,
    );
    expect(later[at]?.headers.get('idempotent-replayed')).toBe('true');
    expect(text).toContain('seat_taken');
  }
});

test('of two identical requests at once one is answered and the other told to wait: one order', async () => {
  for (let round = 0; round < 5; round++) {
    const body = await anOrder();
    const key = aKey();
    const both = await Promise.all([it.api.post('/orders/', body, key), it.api.post('/orders/', body, key)]);
    expect(both.map((answer) => answer.status)).toContain(201);
    for (const answer of both.filter(({ status }) => status !== 201)) {
      expect(refusal(answer)).toMatchObject({ status: 409, code: 'idempotency_in_progress' });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(await ordersOf(body)).toBe(1);
    expect((await it.api.post('/orders/', body, key)).status).toBe(201);
  }
});

test('of two requests at once with one key and other seats one is a mismatch: its seats stay free', async () => {
  for (let round = 0; round < 5; round++) {
    const body = await anOrder();
    const screening = await aScreening(it.home.house);
    const other = { ...body, session: screening.id, seats: [screening.hall.seat('A1')], email: it.guest() };
    const key = aKey();
    const both = await Promise.all([it.api.post('/orders/', body, key), it.api.post('/orders/', other, key)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 422]);
    expect(both.map((answer) => answer.json.code)).toContain('idempotency_mismatch');
    expect((await ordersOf(body)) + (await ordersOf(other))).toBe(1);
    const again = both[0]?.status === 201 ? other : body;
    expect((await it.api.post('/orders/', { ...again, email: it.guest() }, aKey())).status).toBe(201);
  }
});

test('a call that crashed after its order finds that order, a minute later', async () => {
  const body = await anOrder();
  const key = aKey();
  const first = await it.api.order(body, key);
  await crashed(key, 45);
  expect(refusal(await it.api.post('/orders/', body, key)).code).toBe('idempotency_in_progress');
  await crashed(key, 61);
  expect(refusal(await it.api.post('/orders/', { ...body, name: 'Other' }, key)).code).toBe('idempotency_mismatch');
  expect((await it.api.order(body, key)).id).toBe(first.id);
  expect(await ordersOf(body)).toBe(1);
});

/** As if the process had died before it kept its answer. */
async function crashed(key: { 'idempotency-key': string }, secondsAgo: number): Promise<void> {
  await sql(it.home.db).query(
    `UPDATE idempotent_requests SET status = NULL, response = NULL, created_at = now() - make_interval(secs => $2) WHERE key = $1`,
    [key['idempotency-key'], secondsAgo],
  );
}

test('paying and cancelling take keys too, each path its own', async () => {
  const mine = await it.api.order(await anOrder());
  const key = aKey();
  const token = `?token=${mine.token}`;
  const paid = await it.api.post(`/orders/${mine.id}/pay/${token}`, undefined, key);
  expect(paid.status).toBe(200);
  expect((await it.api.post(`/orders/${mine.id}/pay/${token}`, undefined, key)).text).toBe(paid.text);
  const cancelled = await it.api.post(`/orders/${mine.id}/cancel/${token}`, undefined, key);
  expect(shaped(order, cancelled).status).toBe('cancelled');
  const again = await it.api.post(`/orders/${mine.id}/cancel/${token}`, undefined, key);
  expect([again.status, again.text]).toEqual([200, cancelled.text]);
  const stranger = await it.api.post(`/orders/${mine.id}/cancel/?token=${'A'.repeat(22)}`, undefined, key);
  expect(refusal(stranger).status).toBe(404);
});

test('whoever sends the same again while the first is under way waits for the first answer', async () => {
  const mine = await it.api.order(await anOrder());
  const path = `/orders/${mine.id}/pay/?token=${mine.token}`;
  const key = aKey();
  const { payments } = it.server.deps;
  const { openCheckout } = payments;
  const asked: string[] = [];
  payments.openCheckout = async (request) => {
    asked.push(request.idempotencyKey);
    await new Promise((resolve) => setTimeout(resolve, 400));
    return openCheckout(request);
  };
  const crowd = await Promise.all(Array.from({ length: 5 }, () => it.api.post(path, undefined, key)));
  payments.openCheckout = openCheckout;
  expect(crowd.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
  expect(new Set(crowd.map((answer) => answer.text)).size).toBe(1);
  expect(crowd.filter((answer) => answer.headers.get('idempotent-replayed') === 'true')).toHaveLength(4);
  expect(asked).toHaveLength(1);
});

test('where the first that is under way fails, the next that waits acts in its place', async () => {
  const mine = await it.api.order(await anOrder());
  const path = `/orders/${mine.id}/pay/?token=${mine.token}`;
  const key = aKey();
  const { payments } = it.server.deps;
  const { openCheckout } = payments;
  payments.openCheckout = async () => {
    payments.openCheckout = openCheckout;
    await new Promise((resolve) => setTimeout(resolve, 400));
    throw new Error('out of order');
  };
  const both = await Promise.all([it.api.post(path, undefined, key), it.api.post(path, undefined, key)]);
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 500]);
});

test('an answer of 5xx is not kept: the next try with the same key is a new one', async () => {
  const mine = await it.api.order(await anOrder());
  const key = aKey();
  const path = `/orders/${mine.id}/pay/?token=${mine.token}`;
  const { payments } = it.server.deps;
  const { openCheckout } = payments;
  payments.openCheckout = async () => {
    throw new Error('out of order');
  };
  const failed = await it.api.post(path, undefined, key);
  payments.openCheckout = openCheckout;
  expect(failed.status).toBe(500);
  expect(failed.json).toEqual({ code: 'internal', message: expect.any(String) });
  expect(failed.text).not.toContain('out of order');
  expect((await it.api.post(path, undefined, key)).status).toBe(200);
});

test('a key is 1 to 255 visible characters of ASCII', async () => {
  const body = await anOrder();
  for (const key of ['', 'two words', 'x'.repeat(256), 'caf\u00e9']) {
    const said = refusal(await it.api.post('/orders/', body, { 'idempotency-key': key }));
    expect(said, key).toMatchObject({ status: 400, code: 'invalid_request' });
  }
  expect(await ordersOf(body)).toBe(0);
});

test('an account is asked for once under a key: one letter, and nothing is kept of which a password could be guessed', async () => {
  const body = { email: it.guest(), password: 'velvet-curtain-7' };
  const key = aKey();
  const first = await it.api.post('/auth/users/', body, key);
  const again = await it.api.post('/auth/users/', body, key);
  expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([201, first.text, 'true']);
  expect(refusal(await it.api.post('/auth/users/', { ...body, password: 'brass-lantern-9' }, key)).code).toBe(
    'idempotency_mismatch',
  );
  const letters = await sql(it.home.db).query('SELECT FROM registrations WHERE email = $1', [body.email]);
  expect(letters).toHaveLength(1);
  const guess = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  const kept = await sql(it.home.db).query('SELECT * FROM idempotent_requests WHERE key = $1', [
    key['idempotency-key'],
  ]);
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${guess}|velvet`));
});
