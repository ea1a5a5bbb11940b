import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { eraseAccount } from '../../../server/domain/accounts/erase-account.ts';
import { exportAccount } from '../../../server/domain/accounts/export-account.ts';
import { openTokenFamily } from '../../../server/domain/accounts/open-token-family.ts';
import { hashSecret } from '../../../server/domain/accounts/password.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { approve } from '../../../server/domain/kiosks/approve.ts';
import { addOrderNote } from '../../../server/domain/orders/add-order-note.ts';
import { placeOrder } from '../../../server/domain/orders/place-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { resendTickets } from '../../../server/domain/tickets/resend-tickets.ts';
import { refundAtTill } from '../../../server/domain/till/refund-at-till.ts';
import { sweepPlumbing } from '../../../server/jobs/sweep-plumbing.ts';
import { atCounter } from '../../setup/counter.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  manager,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, view } from '../../setup/sales.ts';

const password = 'harbour lantern quiet';
const address = '198.51.100.77';
const payments = fakePayments();
let t: TestHouse;
let screening: TestScreening;
let supervisor: Actor;
const rows = 'ABCDEFGHJKLM';
let lives = 0;

beforeAll(async () => {
  t = await testHouse({ payments });
  screening = await aScreening(t.house, {
    hall: await aHall(t.house, Array.from(rows, (row) => `${row} ssssssss`).join('\n')),
  });
  supervisor = await atCounter(t.house, 'supervisor');
  await sql(t.db).query('UPDATE users SET pin_hash = $2 WHERE id = $1', [supervisor.userId, await hashSecret('2468')]);
});
afterAll(() => t?.drop());

/** Somebody with an account who has bought as a guest of the API too, under a key, and was at the till with it. */
async function aLife(email: string, name: string): Promise<{ me: Actor & { userId: number }; order: number }> {
  const [{ id } = { id: 0 }] = await sql(t.db).query<{ id: number }>(
    `INSERT INTO users (email, name, role, password_hash, confirmed_at) VALUES ($1, $2, 'customer', $3, now()) RETURNING id`,
    [email, name, await hashSecret(password)],
  );
  const guest: Actor = { ...aCustomer(`email:${email.toLowerCase()}`), channel: 'api', address };
  // In a row of its own, so that no seat is left single.
  const row = rows[lives++];
  const seat = screening.hall.plan.seats.find((each) => each.row === row);
  const { id: order } = accepted(
    await placeOrder(t.house, guest, {
      screeningId: screening.id,
      lines: [{ seat: seat?.id ?? 0, ticketType: null }],
      email,
      name,
      request: { scope: 'POST /api/orders address:192.0.2.7', key: randomUUID(), bodyHash: 'x', crashed: false },
    }),
  );
  const paid = payments.pay(await aCheckout(t.house, order));
  const { id: checkout, paymentIntent } = (paid as unknown as { checkout: { id: string; paymentIntent: string } })
    .checkout;
  const payer = { email, name };
  await handlePaymentEvent(t.house, {
    ...paid,
    payload: { data: { object: { id: checkout, customer_email: email, customer_details: payer } } },
  });
  await handlePaymentEvent(t.house, {
    id: `evt_${randomUUID()}`,
    type: 'charge.succeeded',
    kind: 'other',
    payload: { data: { object: { id: 'ch_1', payment_intent: paymentIntent, billing_details: payer, amount: 1 } } },
  });
  accepted(await addOrderNote(t.house, manager, { orderId: order, text: `${name} called from ${email}` }));
  const me = { ...aCustomer(`user:${id}`), userId: id, address };
  accepted(await openTokenFamily(t.house, me, { userId: id, userAgent: 'An app' }));
  return { me, order };
}

async function takeBackAtTill(order: number): Promise<void> {
  const yes = accepted(
    await approve(t.house, supervisor, { supervisor: supervisor.userId ?? 0, pin: '2468', what: 'refund' }),
  );
  const { tickets } = await view(t.house, order);
  const body = { uuid: randomUUID(), tickets: tickets.map((ticket) => ticket.id), reason: 'ill', approval: yes.key };
  const back = accepted(await refundAtTill(t.house, supervisor, order, body));
  expect(accepted(await refundAtTill(t.house, supervisor, order, body))).toEqual(back);
}

/** The tables in which a text stands somewhere, whatever the column. */
async function tablesNaming(text: string): Promise<string[]> {
  const tables = await sql(t.db).query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1`,
  );
  const named: string[] = [];
  for (const { name } of tables) {
    const [found] = await sql(t.db).query(
      `SELECT FROM ${name} row WHERE strpos(lower(row::text), lower($1)) > 0 LIMIT 1`,
      [text],
    );
    if (found) named.push(name.replace('public.', ''));
  }
  return named;
}

test('Of an erased account no table names the address but the letter that says so, and tomorrow none at all', async () => {
  const email = 'Olena.Zabuttia@Example.com';
  const { me, order } = await aLife(email, 'Solomiia');
  await takeBackAtTill(order);
  // The control: before, it stands in more places than anybody would list.
  expect(await tablesNaming(email)).toEqual(
    expect.arrayContaining([
      'holds',
      'idempotent_requests',
      'mails',
      'order_notes',
      'orders',
      'users',
      'webhook_events',
    ]),
  );
  accepted(await eraseAccount(t.house, me, { password }));
  expect(await tablesNaming(email)).toEqual(['mails']);
  expect(await tablesNaming('Solomiia')).toEqual([]);
  const [kept] = await sql(t.db).query(
    `SELECT payload #> '{data,object}' AS object FROM webhook_events WHERE type LIKE 'charge%'`,
  );
  expect(kept).toMatchObject({ object: { id: 'ch_1', amount: 1 } });
  await sql(t.db).query(`UPDATE mails SET sent_at = now() - interval '2 days' WHERE kind = 'account_erased'`);
  await sweepPlumbing(t.db);
  expect(await tablesNaming(email)).toEqual([]);
});

test('The audit keeps what an erased customer did, and not from where; of others, and of staff, it keeps both', async () => {
  const entries = () =>
    sql(t.db).query<{ id: number; address: string | null }>(
      'SELECT id, actor, user_id, action, entity, entity_id, after, address FROM audit_entries ORDER BY id',
    );
  const { me, order } = await aLife('iryna@example.com', 'Iryna');
  const other = await aLife('oksana@example.com', 'Oksana');
  const at = (actor: Actor) => ({ ...actor, address: '203.0.113.9' });
  accepted(await addOrderNote(t.house, at(manager), { orderId: order, text: 'Came to the desk' }));
  accepted(await openTokenFamily(t.house, at(other.me), { userId: other.me.userId, userAgent: null }));
  const before = await entries();
  expect(before.filter((entry) => entry.address === address).length).toBeGreaterThan(3);
  accepted(await eraseAccount(t.house, me, { password }));
  const after = await entries();
  expect(await tablesNaming('203.0.113.9')).toContain('audit_entries');
  const theirs = new Set(before.filter((entry, i) => entry.address !== after[i]?.address).map(({ id }) => id));
  expect(after.slice(0, before.length)).toEqual(
    before.map((entry) => (theirs.has(entry.id) ? { ...entry, address: null } : entry)),
  );
  const [left] = await sql(t.db).query(
    `SELECT FROM audit_entries WHERE actor = 'customer' AND address IS NOT NULL
        AND (user_id = $1 OR entity = 'order' AND entity_id = $2)`,
    [me.userId, String(order)],
  );
  expect(left).toBe(undefined);
  // The control: whoever stays is found where they came from.
  const [stays] = await sql(t.db).query(
    `SELECT FROM audit_entries WHERE address IS NOT NULL AND entity = 'order' AND entity_id = $1`,
    [String(other.order)],
  );
  expect(stays).toBeDefined();
});

test('Of an audit entry nothing can be changed but a customer’s network address, and that only taken out', async () => {
  await aLife('yaryna@example.com', 'Yaryna');
  const change = (what: string, of: string) =>
    sql(t.db).query(`UPDATE audit_entries SET ${what} WHERE id = (SELECT max(id) FROM audit_entries WHERE ${of})`);
  const customers = `actor = 'customer' AND address IS NOT NULL`;
  accepted(
    await addOrderNote(
      t.house,
      { ...manager, address },
      { orderId: (await aLife('x@example.com', 'X')).order, text: 'x' },
    ),
  );
  for (const [what, of] of [
    [`address = '192.0.2.1'`, customers],
    [`address = NULL, action = 'sign_out'`, customers],
    ['address = NULL, at = now()', customers],
    ['after = NULL', `actor = 'customer' AND after IS NOT NULL`],
    ['address = NULL', `actor = 'manager' AND address IS NOT NULL`],
  ] as const) {
    await expect(change(what, of), what).rejects.toThrow('never changed');
  }
  await expect(sql(t.db).query('DELETE FROM audit_entries')).rejects.toThrow('never changed');
  await change('address = NULL', customers);
});

test('The first answers of others stay, though their address ends like the erased one', async () => {
  const { me } = await aLife('anna@example.com', 'Anna');
  await sql(t.db).query(
    `INSERT INTO idempotent_requests (scope, key, body_hash, status, response)
     VALUES ('POST /api/orders address:192.0.2.8', $1, 'x', 201, '{"email": "susanna@example.com"}')`,
    [randomUUID()],
  );
  accepted(await eraseAccount(t.house, me, { password }));
  expect(await tablesNaming('susanna@example.com')).toEqual(['idempotent_requests']);
  expect(await tablesNaming('"anna@example.com')).toEqual([]);
});

test('Of an order that named them by mistake, and was corrected since, nothing names them either; it stays as it is', async () => {
  const { me } = await aLife('lesia@example.com', 'Lesia');
  const mistaken = await aLife('lesya@example.com', 'Lesya');
  const { me: owner, order } = mistaken;
  await sql(t.db).query(`UPDATE orders SET email = 'lesia@example.com' WHERE id = $1`, [order]);
  await sql(t.db).query(`UPDATE mails SET recipient = 'lesia@example.com' WHERE order_id = $1`, [order]);
  await sql(t.db).query(
    `UPDATE webhook_events SET payload = replace(payload::text, 'lesya@', 'lesia@')::jsonb WHERE type LIKE 'checkout%'`,
  );
  accepted(await resendTickets(t.house, manager, { orderId: order, email: 'lesya@example.com' }));
  const events = () => tablesNaming('"Lesya"');
  expect(await tablesNaming('lesia@example.com')).toContain('webhook_events');
  accepted(await eraseAccount(t.house, me, { password }));
  expect(await tablesNaming('lesia@example.com')).toEqual(['mails']);
  expect(await events()).toContain('webhook_events');
  expect(await view(t.house, order)).toMatchObject({ status: 'paid', email: 'lesya@example.com', name: 'Lesya' });
  accepted(await eraseAccount(t.house, owner, { password }));
  expect(await events()).toEqual([]);
});

test('What is exported says where one is signed in, by apps too, and what the desk has noted', async () => {
  const { me } = await aLife('petro@example.com', 'Petro');
  expect(accepted(await exportAccount(t.house, me))).toMatchObject({
    account: { email: 'petro@example.com' },
    orders: [{ notes: [{ text: 'Petro called from petro@example.com' }] }],
    signed_in: [{ device: 'An app', address }],
  });
});
