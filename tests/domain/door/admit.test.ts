import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DoorAnswer, DoorScan } from '../../../server/contract/door.ts';
import { sql } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { admitTicket } from '../../../server/domain/door/admit-ticket.ts';
import { listDoor, listDoorTickets } from '../../../server/domain/door/list-door.ts';
import { undoAdmission } from '../../../server/domain/door/undo-admission.ts';
import { cancelSomeTickets } from '../../../server/domain/orders/cancel-order.ts';
import { orderTimeline } from '../../../server/domain/orders/order-timeline.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { moveSeats } from '../../../server/domain/tickets/move-seats.ts';
import { ticketCode } from '../../../server/domain/tickets/ticket-code.ts';
import { exchangeAtTill } from '../../../server/domain/till/exchange.ts';
import { aSale, atCounter, sold } from '../../setup/counter.ts';
import { whereItIsEvening } from '../../setup/evening.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  aCustomer,
  accepted,
  aFilm,
  aScreening,
  manager,
  refused,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, anOrder, view } from '../../setup/sales.ts';

const payments = fakePayments();
const door: Actor = { ...manager, kind: 'door' };
const supervisor: Actor = { ...manager, kind: 'supervisor' };
let t: TestHouse;
let screening: TestScreening;

beforeAll(async () => {
  t = await testHouse({ payments, connections: 30 });
  await whereItIsEvening(t.house);
});
beforeEach(async () => {
  screening = await aScreening(t.house, {
    filmId: (await aFilm(t.house, { title: 'The Third Man', ageLimit: 16, agePolicy: 'accompanied' })).id,
  });
});
afterAll(async () => {
  expect(await findBrokenInvariants(t.db)).toEqual([]);
  await t.drop();
});

async function bought(labels: string[], at = screening) {
  const id = await anOrder(t.house, at, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  const { tickets } = await view(t.house, id);
  return { id, tickets, codes: tickets.map(({ code }) => code ?? '') };
}

function scanOf(code: string, change: Partial<DoorScan> = {}): DoorScan {
  return {
    uuid: randomUUID(),
    code,
    screenings: [screening.id],
    door: 'Main door',
    agoMs: 0,
    noted: false,
    ...change,
  };
}

const scan = async (code: string, change: Partial<DoorScan> = {}, actor = door): Promise<DoorAnswer> =>
  accepted(await admitTicket(t.house, actor, scanOf(code, change)));

test('The first valid scan lets in; the second is told when, where and by which scan', async () => {
  const { codes } = await bought(['A1', 'A2']);
  const first = await scan(codes[0] ?? '', { door: 'Left door' });
  expect(first).toMatchObject({
    admitted: true,
    reason: null,
    first: null,
    ticket: {
      film: 'The Third Man',
      row: 'A',
      number: '1',
      ticketType: 'Adult',
      age: { limit: 16, policy: 'accompanied' },
    },
  });
  const second = await scan((codes[0] ?? '').toLowerCase().replace(/(.{4})/g, '$1-'), { door: 'Right door' });
  expect(second).toMatchObject({ admitted: false, reason: 'used', first: { scan: first.uuid, door: 'Left door' } });
  expect(Math.abs(Date.parse(second.first?.at ?? '') - Date.now())).toBeLessThan(60_000);
  expect(await scan(codes[1] ?? '')).toMatchObject({ admitted: true });
});

test('A retry of the same scan gets the same answer and is no second entry', async () => {
  const { codes } = await bought(['A1']);
  const uuid = randomUUID();
  const first = await scan(codes[0] ?? '', { uuid });
  expect(await scan(codes[0] ?? '', { uuid })).toEqual(first);
  const again = await scan(codes[0] ?? '');
  expect(await scan(codes[0] ?? '', { uuid: again.uuid })).toEqual(again);
  expect(again.reason).toBe('used');
  const another = await admitTicket(t.house, door, scanOf('A'.repeat(24), { uuid }));
  expect(refused(another).refused).toBe('idempotency_mismatch');
});

test('Of 30 doors that scan one ticket at the same moment exactly one lets in, and the same scan sent 30 times is one entry', async () => {
  const { codes } = await bought(['A1', 'A2']);
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => scan(codes[0] ?? '', { door: `Door ${i}` })));
  expect(answers.filter(({ admitted }) => admitted)).toHaveLength(1);
  const winner = answers.find(({ admitted }) => admitted)?.uuid;
  expect(answers.filter(({ reason, first }) => reason === 'used' && first?.scan === winner)).toHaveLength(29);
  const uuid = randomUUID();
  const same = await Promise.all(Array.from({ length: 30 }, () => scan(codes[1] ?? '', { uuid })));
  for (const answer of same) expect(answer).toEqual(same[0]);
  expect(same[0]?.admitted).toBe(true);
});

test('The control: doors that look first and write afterwards, without the lock, let everybody in', async () => {
  const { tickets } = await bought(['A1']);
  const id = tickets[0]?.id;
  const clients = await Promise.all(Array.from({ length: 10 }, () => t.db.pool.connect()));
  const looks = await Promise.all(clients.map((c) => c.query('SELECT status FROM tickets WHERE id = $1', [id])));
  const lets = await Promise.all(
    clients.map((c, i) =>
      looks[i]?.rows[0].status === 'valid' ? c.query(`UPDATE tickets SET status = 'used' WHERE id = $1`, [id]) : null,
    ),
  );
  for (const client of clients) client.release();
  expect(lets.filter((done) => done?.rowCount === 1)).toHaveLength(10);
});

test('Whatever the programs believe, the database keeps one admission to a ticket', async () => {
  const { tickets, codes } = await bought(['A1']);
  await scan(codes[0] ?? '');
  const twice = sql(t.db).query(
    `INSERT INTO door_scans (uuid, code_hash, door, ticket_id, admitted, scanned_at)
     VALUES (gen_random_uuid(), '', 'x', $1, true, now())`,
    [tickets[0]?.id],
  );
  await expect(twice).rejects.toThrow(/door_scans_one_admission/);
});

test('A ticket cancelled while it is scanned is either in or paid back, never both', async () => {
  const seats = ['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3', 'B4'];
  const { id, tickets, codes } = await bought(seats);
  const outcomes = await Promise.all(
    tickets.map(async (ticket, i) => {
      const [entry, cancelled] = await Promise.all([
        scan(codes[i] ?? ''),
        cancelSomeTickets(t.house, aCustomer(), id, [ticket.id]),
      ]);
      return [entry.admitted, !('refused' in cancelled)];
    }),
  );
  for (const [admitted, cancelled] of outcomes) expect(admitted).not.toBe(cancelled);
});

test('Forged, unpaid, cancelled, moved and exchanged codes fail, each with its reason', async () => {
  const { id, tickets, codes } = await bought(['A1', 'A2', 'A3', 'A4']);
  const [one, two] = tickets;
  expect(await scan('https://example.test/menu')).toMatchObject({ reason: 'unknown', ticket: null });
  expect(await scan('A'.repeat(24))).toMatchObject({ reason: 'unknown', ticket: null });

  const unpaid = await anOrder(t.house, screening, ['B1']);
  const pending = (await view(t.house, unpaid)).tickets[0];
  const early = ticketCode(t.house.signer, { id: pending?.id ?? 0, revision: 0 });
  expect(await scan(early)).toMatchObject({ admitted: false, reason: 'not_paid' });

  accepted(await cancelSomeTickets(t.house, aCustomer(), id, [one?.id ?? 0]));
  expect(await scan(codes[0] ?? '')).toMatchObject({ admitted: false, reason: 'cancelled', ticket: { number: '1' } });

  const moves = [{ ticketId: two?.id ?? 0, seatId: screening.hall.seat('B4') }];
  accepted(await moveSeats(t.house, manager, { orderId: id, moves }));
  expect(await scan(codes[1] ?? '')).toMatchObject({ admitted: false, reason: 'replaced' });
  const moved = (await view(t.house, id)).tickets.find((ticket) => ticket.id === two?.id);
  expect(await scan(moved?.code ?? '')).toMatchObject({ admitted: true, ticket: { row: 'B', number: '4' } });
});

test('After an exchange the old code fails and the new one lets in', async () => {
  const clerk = await atCounter(t.house);
  const { order } = await sold(t.house, clerk, aSale(t, screening, ['A1'], { ageConfirmed: true }));
  const [old] = (await view(t.house, order.id)).tickets;
  const adult = t.ids.types.adult ?? 0;
  const done = accepted(
    await exchangeAtTill(t.house, clerk, order.id, {
      uuid: randomUUID(),
      screening: screening.id,
      tickets: [{ ticket: old?.id ?? 0, seat: screening.hall.seat('B1'), ticketType: adult }],
      difference: 0,
      tenders: [],
      override: false,
      ageConfirmed: true,
    }),
  );
  expect(await scan(old?.code ?? '')).toMatchObject({ admitted: false, reason: 'exchanged' });
  const [fresh] = (await view(t.house, done.order.id)).tickets;
  expect(await scan(fresh?.code ?? '')).toMatchObject({ admitted: true, ticket: { row: 'B', number: '1' } });
});

test('A door admits the screenings that were chosen for it, and else those of the business day', async () => {
  const soon = await aScreening(t.house, { startsAt: new Date() });
  const later = await aScreening(t.house, { startsAt: new Date(Date.now() + 48 * 3_600_000) });
  const [today, another] = [await bought(['A1', 'A2'], soon), await bought(['A1'], later)];
  const code = today.codes[0] ?? '';
  expect(await scan(code)).toMatchObject({
    admitted: false,
    reason: 'other_screening',
    ticket: { screening: soon.id },
  });
  expect(await scan(code, { screenings: [screening.id, soon.id] })).toMatchObject({ admitted: true });
  const whole = { screenings: undefined };
  expect(await scan(another.codes[0] ?? '', whole)).toMatchObject({ admitted: false, reason: 'not_today' });
  expect(await scan(today.codes[1] ?? '', whole)).toMatchObject({ admitted: true });
});

test('A screening that was called off admits nobody, even before its tickets are cancelled', async () => {
  const { codes } = await bought(['A1']);
  await sql(t.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE id = $1`, [
    screening.id,
  ]);
  expect(await scan(codes[0] ?? '')).toMatchObject({ admitted: false, reason: 'screening_cancelled' });
  await sql(t.db).query(`UPDATE screenings SET status = 'published', cancelled_at = NULL WHERE id = $1`, [
    screening.id,
  ]);
});

test('A supervisor takes a mistaken admission back, once; the old scan no longer lets in, a new one does', async () => {
  const { id, codes } = await bought(['A1']);
  const first = await scan(codes[0] ?? '');
  expect(refused(await undoAdmission(t.house, door, first)).refused).toBe('forbidden');
  expect(refused(await undoAdmission(t.house, supervisor, { uuid: randomUUID() })).refused).toBe('not_found');
  accepted(await undoAdmission(t.house, supervisor, first));
  expect(await scan(codes[0] ?? '', { uuid: first.uuid })).toMatchObject({ admitted: false, reason: 'undone' });
  const second = await scan(codes[0] ?? '');
  expect(second.admitted).toBe(true);
  accepted(await undoAdmission(t.house, supervisor, first));
  expect(await scan(codes[0] ?? '')).toMatchObject({ reason: 'used', first: { scan: second.uuid } });
  const told = (await orderTimeline(t.db, id)).map(({ what }) => what);
  expect(told.filter((what) => /admi/.test(what))).toEqual(['admit_ticket', 'undo_admission', 'admit_ticket']);
  expect(told).not.toContain('used');
});

test('A scan that comes late says when it was read; a guest let in unasked is put on record if the ticket says no', async () => {
  const { id, codes } = await bought(['A1']);
  const held = scanOf(codes[0] ?? '', { door: 'Left door' });
  await scan(codes[0] ?? '', { door: 'Right door', agoMs: 300_000 });
  const answer = accepted(await admitTicket(t.house, door, held));
  const minutes = (Date.now() - Date.parse(answer.first?.at ?? '')) / 60_000;
  expect(answer).toMatchObject({ reason: 'used', first: { door: 'Right door' } });
  expect(minutes).toBeGreaterThan(4.9);
  expect(minutes).toBeLessThan(6);
  const noted = { ...held, noted: true };
  expect(accepted(await admitTicket(t.house, door, noted))).toEqual(answer);
  expect(accepted(await admitTicket(t.house, door, noted))).toEqual(answer);
  const told = (await orderTimeline(t.db, id)).filter(({ what }) => what === 'let_in_unasked');
  expect(told).toHaveLength(1);
});

test('The day’s list counts who is in; a screening’s list knows its living tickets by stubs that open nothing', async () => {
  const soon = await aScreening(t.house, { startsAt: new Date() });
  const { codes } = await bought(['A1', 'A2'], soon);
  const inside = async () => {
    const { screenings } = accepted(await listDoor(t.house, door, new Date()));
    return screenings.find(({ id }) => id === soon.id);
  };
  expect(await inside()).toMatchObject({ sold: 2, inside: 0, cancelled: false });
  await scan(codes[1] ?? '', { screenings: [soon.id] });
  expect(await inside()).toMatchObject({ sold: 2, inside: 1 });
  const { tickets } = accepted(await listDoorTickets(t.house, door, soon.id));
  expect(tickets.map(({ stub, number, usedAt }) => [stub, number, usedAt !== null])).toEqual([
    [codes[0]?.slice(0, 12), '1', false],
    [codes[1]?.slice(0, 12), '2', true],
  ]);
  expect(await scan(tickets[0]?.stub ?? '')).toMatchObject({ admitted: false, reason: 'unknown' });
  expect(refused(await listDoor(t.house, aCustomer(), new Date())).refused).toBe('forbidden');
});

test('Who works at no door lets nobody in', async () => {
  const { codes } = await bought(['A1']);
  for (const kind of ['customer', 'api_client', 'kiosk'] as const) {
    const answer = await admitTicket(t.house, { ...door, kind }, scanOf(codes[0] ?? ''));
    expect(refused(answer).refused).toBe('forbidden');
  }
  expect(await scan(codes[0] ?? '')).toMatchObject({ admitted: true });
});
