import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { type Db, sql } from '../../../server/db.ts';
import { system } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import type { House } from '../../../server/domain/house.ts';
import { cancelOrder } from '../../../server/domain/orders/cancel-order.ts';
import { expireOrder } from '../../../server/domain/orders/expire-order.ts';
import { expireUnpaid } from '../../../server/domain/orders/expire-unpaid.ts';
import { startPayment } from '../../../server/domain/payments/start-payment.ts';
import { expireHolds } from '../../../server/domain/seats/expire-holds.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import { aCustomer, accepted, aHall, aScreening, manager, type TestHouse, testHouse } from '../../setup/house.ts';
import { aCheckout, anOrder, queued, runOut, view } from '../../setup/sales.ts';
import { asking, withoutLocks } from '../../setup/unlocked.ts';
import { untilWaiting } from '../../setup/waiting.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse({ payments: fakePayments() });
});
afterAll(() => t?.drop());
afterEach(async () => expect(await findBrokenInvariants(t.db)).toEqual([]));

/** All that is left of an order, but for ids and times. */
async function traces(orderId: number): Promise<unknown> {
  const [row] = await sql(t.db).query<{ traces: unknown }>(
    `SELECT json_build_object(
       'order', to_jsonb(o) - '{id,number,screening_id,hold_id,created_at,ended_at}'::text[],
       'ended', o.ended_at IS NOT NULL, 'holdEnded', h.ended_at IS NOT NULL,
       'tickets', (SELECT json_agg(json_build_array(s.row, s.number, t.status, t.price, t.cancelled_at) ORDER BY s.ordinal)
                     FROM tickets t JOIN seats s ON s.id = t.seat_id WHERE t.order_id = o.id),
       'claims', (SELECT json_agg(json_build_array(s.row, s.number, c.kind, c.hold_id, c.kiosk_id, c.expires_at) ORDER BY s.ordinal)
                    FROM seat_claims c JOIN seats s ON s.id = c.seat_id WHERE c.screening_id = o.screening_id),
       'audit', (SELECT json_agg(to_jsonb(a) - '{id,at,entity_id,after}'::text[] ORDER BY a.id) FROM audit_entries a
                  WHERE a.entity = 'order' AND a.entity_id = o.id::text),
       'noticed', (SELECT count(DISTINCT n.screening_id) FROM seat_notices n WHERE n.screening_id = o.screening_id AND n.at >= o.ended_at),
       'written', (SELECT count(*) FROM mails m WHERE m.order_id = o.id) + (SELECT count(*) FROM telegram_messages m WHERE m.order_id = o.id),
       'told', (SELECT count(*) FROM outgoing_events)) AS traces
       FROM orders o JOIN holds h ON h.id = o.hold_id WHERE o.id = $1`,
    [orderId],
  );
  return row?.traces;
}

/** A dead order of which two seats had been allotted to a till. */
async function aDeadOrder(): Promise<{ id: number; screeningId: number }> {
  const screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss ssss') });
  const id = await anOrder(t.house, screening, ['A1', 'A2', 'A3', 'A4']);
  const seats = ['A1', 'A2'].map((label) => screening.hall.seat(label));
  await sql(t.db).query('UPDATE seat_claims SET kiosk_id = $1 WHERE screening_id = $2 AND seat_id = ANY ($3)', [
    await aKiosk(),
    screening.id,
    seats,
  ]);
  await runOut(t.house, id);
  return { id, screeningId: screening.id };
}

let kiosk: Promise<number> | undefined;
function aKiosk(): Promise<number> {
  kiosk ??= sql(t.db)
    .query<{ id: number }>(
      `WITH till AS (INSERT INTO kiosks (name) VALUES ('A till') RETURNING id)
       INSERT INTO leases (kiosk_id, epoch, instance, screenings) SELECT id, 1, gen_random_uuid(), '[]' FROM till RETURNING kiosk_id AS id`,
    )
    .then(([row]) => row?.id ?? 0);
  return kiosk;
}

test('An order that ends among many leaves what it leaves when it ends alone: rows, seats of a till, audit, notices', async () => {
  const alone = await aDeadOrder();
  expect(accepted(await expireOrder(t.house, system, alone.id))).toBe('expired');
  const many = [await aDeadOrder(), await aDeadOrder()];
  t.seatsChanged.length = 0;
  expect(await expireUnpaid(t.house, system)).toBe(2);
  expect(t.seatsChanged.toSorted()).toEqual(many.map(({ screeningId }) => screeningId).toSorted());
  for (const { id } of many) expect(await traces(id)).toEqual(await traces(alone.id));
  expect(await expireUnpaid(t.house, system)).toBe(0);
  expect(await queued(t.house, 'expire_order')).toBe(0);
});

test('What still lives, what is paid and what somebody began to pay is left alone; the last has a job of its own', async () => {
  const screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss ssss ssss') });
  const living = await anOrder(t.house, screening, ['A1', 'A2']);
  const begun = await anOrder(t.house, screening, ['A5', 'A6']);
  await aCheckout(t.house, begun);
  const failed = await anOrder(t.house, screening, ['A9', 'A10']);
  await aCheckout(t.house, failed);
  await sql(t.db).query(`UPDATE payments SET status = 'failed' WHERE order_id = $1`, [failed]);
  await sql(t.db).query(`SELECT graphile_worker.remove_job('expire_order:' || id) FROM orders`);
  for (const id of [begun, failed]) await runOut(t.house, id);
  expect(await expireUnpaid(t.house, system)).toBe(0);
  expect(accepted(await expireHolds(t.house, system)).orders).toBe(2);
  expect(await queued(t.house, 'expire_order')).toBe(2);
  expect((await view(t.house, living)).status).toBe('pending');
  for (const id of [begun, failed]) accepted(await cancelOrder(t.house, manager, id));
});

test('Only the house itself lets orders run out', async () => {
  const refusal = await expireUnpaid(t.house, manager);
  expect(isRefusal(refusal) && refusal.refused).toBe('forbidden');
});

/** An order whose payment begins a moment before its hold dies, and is written only once `commit` is called. */
async function aPaymentUnderWay(seconds = 2): Promise<{ id: number; commit(): Promise<object> }> {
  const screening = await aScreening(t.house, { hall: await aHall(t.house, 'A ssss') });
  const id = await anOrder(t.house, screening, ['A1', 'A2']);
  await sql(t.db).query(
    `WITH h AS (UPDATE holds SET expires_at = clock_timestamp() + make_interval(secs => $2) FROM orders o
                 WHERE o.hold_id = holds.id AND o.id = $1 RETURNING holds.id, holds.expires_at)
     UPDATE seat_claims c SET expires_at = h.expires_at FROM h WHERE c.hold_id = h.id`,
    [id, seconds],
  );
  const written = Promise.withResolvers<void>();
  const committing = Promise.withResolvers<void>();
  const db = asking(t.db, {
    async before(text) {
      if (text !== 'COMMIT') return;
      written.resolve();
      await committing.promise;
    },
  });
  const payment = startPayment({ ...t.house, db }, aCustomer(), id);
  const begun = await Promise.race([written.promise.then(() => true), payment.then(() => false)]);
  if (!begun) {
    // It came too late, for the machine is slow: another one, with more time.
    accepted(await cancelOrder(t.house, manager, id));
    return aPaymentUnderWay(2 * seconds);
  }
  const dead = async () =>
    (await sql(t.db).query('SELECT FROM holds WHERE expires_at <= clock_timestamp() AND ended_at IS NULL')).length;
  await expect.poll(dead).toBe(1);
  return {
    id,
    async commit() {
      committing.resolve();
      return accepted(await payment);
    },
  };
}

/** The sweep that waits for a lock instead of leaving what is locked to the next one. */
const patient = (text: string) => text.replace(' SKIP LOCKED', '');

async function sweepsDuring(payment: Awaited<ReturnType<typeof aPaymentUnderWay>>, db: Db): Promise<number> {
  const swept = expireUnpaid({ ...t.house, db }, system);
  await untilWaiting(t.db, 1);
  await payment.commit();
  return accepted(await swept);
}

test('A payment that begins while the sweep looks keeps its order', async () => {
  const payment = await aPaymentUnderWay();
  expect(await expireUnpaid(t.house, system)).toBe(0);
  await payment.commit();
  const order = await view(t.house, payment.id);
  expect(order).toMatchObject({ status: 'pending', payments: [{ status: 'open' }] });
  expect(order.expiresAt?.getTime()).toBeGreaterThan(Date.now());
});

test('So it does if the sweep comes by the lock just after it: what is locked is looked at once more', async () => {
  const payment = await aPaymentUnderWay();
  expect(await sweepsDuring(payment, asking(t.db, { instead: patient }))).toBe(0);
  expect(await view(t.house, payment.id)).toMatchObject({ status: 'pending', payments: [{ status: 'open' }] });
});

test('Without that second look it would end an order that its customer is just paying', async () => {
  const payment = await aPaymentUnderWay();
  const trusting = (text: string) => patient(text).replace(/\(h\.ended_at .*\) AS ends/s, 'true AS ends');
  expect(await sweepsDuring(payment, asking(t.db, { instead: trusting }))).toBe(1);
  const [order] = await sql(t.db).query('SELECT status FROM orders WHERE id = $1', [payment.id]);
  expect(order).toEqual({ status: 'expired' });
  expect((await view(t.house, payment.id)).payments).toMatchObject([{ status: 'open' }]);
});

/** How orders have ended, by what their rows and the audit log say. */
async function ends(ids: number[]): Promise<string[]> {
  const rows = await sql(t.db).query<{ end: string }>(
    `SELECT o.status || ': ' || (SELECT string_agg(a.action, ' ' ORDER BY a.action) FROM audit_entries a
        WHERE a.entity = 'order' AND a.entity_id = o.id::text AND a.action <> 'place_order') AS "end"
       FROM orders o WHERE o.id = ANY ($1) ORDER BY 1`,
    [ids],
  );
  return [...new Set(rows.map(({ end }) => end))];
}

async function deadOrders(count: number): Promise<number[]> {
  const screening = await aScreening(t.house, {
    hall: await aHall(t.house, Array.from({ length: count }, (_, i) => `${String.fromCharCode(65 + i)} ss`).join('\n')),
  });
  const ids: number[] = [];
  for (let i = 0; i < count; i++) {
    const row = String.fromCharCode(65 + i);
    ids.push(await anOrder(t.house, screening, [`${row}1`, `${row}2`]));
  }
  for (const id of ids) await runOut(t.house, id);
  return ids;
}

const cancels = (house: House, ids: number[]) => ids.map((id) => cancelOrder(house, aCustomer(), id));

test('Two sweeps and customers who cancel at the same moment: each order ends once, in one way', async () => {
  const ids = await deadOrders(20);
  await Promise.all([
    ...cancels(t.house, ids.slice(0, 10)),
    expireUnpaid(t.house, system),
    ...cancels(t.house, ids.slice(10)),
    expireUnpaid(t.house, system),
  ]);
  await expireUnpaid(t.house, system);
  for (const end of await ends(ids)) expect(['cancelled: cancel_order', 'expired: expire_order']).toContain(end);
});

test('Without the locks an order would be cancelled and run out at once', async () => {
  const ids = await deadOrders(1);
  const db = withoutLocks(t.db, /FROM orders o JOIN holds h ON h\.id = o\.hold_id\s+WHERE o\.id =/);
  const house = { ...t.house, db };
  await Promise.all([...cancels(house, ids), expireUnpaid(house, system)]);
  const [end] = await ends(ids);
  expect(end).toMatch(/^(cancelled|expired): cancel_order expire_order$/);
});
