import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doorAnswer } from '../../../server/contract/door.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { whereItIsEvening } from '../../setup/evening.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import { aScreening, type TestHouse, testHouse } from '../../setup/house.ts';
import { aCheckout, anOrder, view } from '../../setup/sales.ts';
import { type TestServer, testServer } from '../../setup/server.ts';
import { staffClient } from '../../setup/staff.ts';
import { aPerson, aTill } from '../../setup/till.ts';

const payments = fakePayments();
let home: TestHouse;
let server: TestServer;
beforeAll(async () => {
  home = await testHouse({ payments });
  await whereItIsEvening(home.house);
  server = await testServer(home.url);
});
afterAll(async () => {
  await server.stop();
  await home.drop();
});

test('A till and a door with a phone share one list: who came in at the one is in for the other', async () => {
  const screening = await aScreening(home.house, { startsAt: new Date() });
  const id = await anOrder(home.house, screening, ['A1', 'A2']);
  await handlePaymentEvent(home.house, payments.pay(await aCheckout(home.house, id)));
  const codes = (await view(home.house, id)).tickets.map(({ code }) => code ?? '');

  const till = await aTill(server, 'Foyer left');
  const scan = { uuid: randomUUID(), code: codes[0] ?? '' };
  expect((await till.send('POST', '/door', scan)).json.code).toBe('clerk_signed_out');
  await till.signIn(await aPerson(server, 'clerk'));
  const admitted = await till.send('POST', '/door', scan);
  expect(doorAnswer.parse(admitted.json)).toMatchObject({ admitted: true, ticket: { screening: screening.id } });
  expect((await till.send('POST', '/door', scan)).json).toEqual(admitted.json);

  const door = await staffClient(server, 'door');
  const ask = (code: string) =>
    door.send('POST', '/api/staff/door/scans/', { uuid: randomUUID(), code, door: 'Left door' });
  expect((await ask(codes[0] ?? '')).json).toMatchObject({ reason: 'used', first: { door: 'Foyer left' } });
  expect((await ask(codes[1] ?? '')).json).toMatchObject({ admitted: true });
  const second = await till.send('POST', '/door', { uuid: randomUUID(), code: codes[1] });
  expect(second.json).toMatchObject({ reason: 'used', first: { door: 'Left door' } });
});

test('The door asks for the permission that its page needs: every role of staff scans, supervisors take back', async () => {
  for (const role of ['door', 'clerk', 'supervisor', 'manager', 'administrator'] as const) {
    const person = await staffClient(server, role);
    const body = { uuid: randomUUID(), code: 'none of ours', door: 'Main door' };
    expect((await person.send('POST', '/api/staff/door/scans/', body)).json).toMatchObject({ reason: 'unknown' });
    expect((await person.send('GET', '/api/staff/door/screenings/')).status).toBe(200);
    const undo = await person.send('POST', `/api/staff/door/scans/${body.uuid}/undo/`);
    expect(undo.json.code, role).toBe(['door', 'clerk'].includes(role) ? 'forbidden' : 'not_found');
  }
  const customer = await staffClient(server, 'customer');
  expect((await customer.send('GET', '/api/staff/door/screenings/')).json.code).toBe('unauthenticated');
});
