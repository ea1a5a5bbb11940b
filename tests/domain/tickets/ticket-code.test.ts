import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { opensOrder, orderToken } from '../../../server/domain/orders/order-token.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { signerFrom } from '../../../server/domain/signer.ts';
import { checkTicket } from '../../../server/domain/tickets/check-ticket.ts';
import { readTicketCode, ticketCode } from '../../../server/domain/tickets/ticket-code.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import { aCustomer, accepted, aScreening, manager, refused, type TestHouse, testHouse } from '../../setup/house.ts';
import { aCheckout, anOrder, view } from '../../setup/sales.ts';

const signer = signerFrom('one secret of at least some length');
const other = signerFrom('another secret of at least some length');
const door = { ...manager, kind: 'door' } as const;
const payments = fakePayments();
let t: TestHouse;

beforeAll(async () => {
  t = await testHouse({ payments });
});
afterAll(() => t.drop());

test('A code says which ticket it is, in 24 letters that survive being typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.nat(255), (id, revision) => {
      const code = ticketCode(signer, { id, revision });
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{24}$/);
      expect(readTicketCode(signer, code)).toEqual({ id, revision });
      expect(readTicketCode(signer, code.toLowerCase().replace(/(.{4})/g, '$1-'))).toEqual({ id, revision });
      expect(readTicketCode(other, code)).toBeNull();
    }),
  );
});

test('A code with any letter changed is none of ours', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000_000),
      fc.nat(23),
      fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
      (id, at, letter) => {
        const code = ticketCode(signer, { id: id + 1, revision: 0 });
        const changed = code.slice(0, at) + letter + code.slice(at + 1);
        expect(readTicketCode(signer, changed)).toEqual(changed === code ? { id: id + 1, revision: 0 } : null);
      },
    ),
  );
});

test('Nonsense of any kind is no code', () => {
  fc.assert(fc.property(fc.string(), (text) => readTicketCode(signer, text) === null));
});

test('An order opens with its own token only', () => {
  const order = { id: 7, number: 'ABCD2345' };
  expect(opensOrder(signer, order, orderToken(signer, order))).toBe(true);
  for (const wrong of [
    '',
    'x',
    orderToken(other, order),
    orderToken(signer, { ...order, id: 8 }),
    `${orderToken(signer, order)}A`,
  ]) {
    expect(opensOrder(signer, order, wrong)).toBe(false);
  }
});

test('The door’s check: valid, another screening’s, replaced, cancelled, unpaid, forged', async () => {
  const [screening, elsewhere] = [await aScreening(t.house), await aScreening(t.house)];
  const id = await anOrder(t.house, screening, ['A1', 'A2']);
  const [unpaid] = (await view(t.house, id)).tickets;
  const unpaidCode = ticketCode(t.house.signer, { id: unpaid?.id ?? 0, revision: 0 });
  expect(refused(await checkTicket(t.house, door, { code: unpaidCode })).details).toEqual({ reason: 'pending' });
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  const [ticket, second] = (await view(t.house, id)).tickets;
  const code = ticket?.code ?? '';
  expect(accepted(await checkTicket(t.house, door, { code, screeningId: screening.id }))).toMatchObject({
    row: 'A',
    number: '1',
    status: 'valid',
  });
  expect(refused(await checkTicket(t.house, door, { code, screeningId: elsewhere.id })).refused).toBe(
    'ticket_not_valid_here',
  );
  await sql(t.db).query('UPDATE tickets SET revision = 1 WHERE id = $1', [ticket?.id]);
  expect(refused(await checkTicket(t.house, door, { code })).details).toEqual({ reason: 'replaced' });
  await sql(t.db).query(`UPDATE tickets SET status = 'cancelled' WHERE id = $1`, [second?.id]);
  expect(refused(await checkTicket(t.house, door, { code: second?.code ?? '' })).details).toEqual({
    reason: 'cancelled',
  });
  expect(refused(await checkTicket(t.house, door, { code: 'A'.repeat(24) })).details).toEqual({ reason: 'unknown' });
  expect(refused(await checkTicket(t.house, aCustomer(), { code })).refused).toBe('forbidden');
});
