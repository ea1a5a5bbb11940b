import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { refuse } from '../../../server/contract/refusals.ts';
import { webhookTypes } from '../../../server/contract/webhooks.ts';
import { inTransaction } from '../../../server/db.ts';
import { system } from '../../../server/domain/actor.ts';
import { cancelOrder, cancelSomeTickets } from '../../../server/domain/orders/cancel-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { cancelScreening } from '../../../server/domain/programme/cancel-screening.ts';
import { changeFilm } from '../../../server/domain/programme/change-film.ts';
import { moveScreening } from '../../../server/domain/programme/move-screening.ts';
import { moveSoldScreening } from '../../../server/domain/programme/move-sold-screening.ts';
import { publishScreenings } from '../../../server/domain/programme/publish-screenings.ts';
import { sendRefund } from '../../../server/domain/refunds/send-refund.ts';
import { pauseWebhook } from '../../../server/domain/webhooks/pause-webhook.ts';
import { tellScreenings } from '../../../server/domain/webhooks/tell-screenings.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import { accepted, aHall, aScreening, manager, type TestHouse, testHouse } from '../../setup/house.ts';
import { type Receiver, webhookReceiver } from '../../setup/receiver.ts';
import { aCheckout, anOrder, view } from '../../setup/sales.ts';
import { anEndpoint, deliveries, opened, sendAll } from './house.ts';

let t: TestHouse;
let receiver: Receiver;
let endpoint: { id: number; secret: string };
const payments = fakePayments();

beforeAll(async () => {
  t = await testHouse({ payments });
});
afterAll(() => t?.drop());
beforeEach(async () => {
  receiver = await webhookReceiver();
  endpoint = await anEndpoint(t, receiver);
  return () => receiver.stop();
});

/** Everything that was told since, checked by signature and schema. */
async function told() {
  await sendAll(t, endpoint.id);
  return receiver.received.splice(0).map((one) => opened(one, endpoint.secret));
}

async function aPaidOrder(labels: string[]) {
  const screening = await aScreening(t.house, { hall: await aHall(t.house) });
  const id = await anOrder(t.house, screening, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return { id, screening };
}

test('An order that is paid is told, and says nothing of its customer and nothing that opens a door', async () => {
  const { id } = await aPaidOrder(['A1', 'A2']);
  const events = await told();
  expect(events.at(-1)).toMatchObject({ type: 'order.paid', data: { order: { id, status: 'paid' } } });
  const text = JSON.stringify(events);
  const order = await view(t.house, id);
  for (const secret of [order.token, 'guest@example.test', ...order.tickets.map(({ code }) => code ?? 'no code')]) {
    expect(text).not.toContain(secret);
  }
});

test('A ticket given back is told, and again when the money has gone', async () => {
  const { id } = await aPaidOrder(['A1', 'A2']);
  await told();
  const [ticket] = (await view(t.house, id)).tickets;
  accepted(await cancelSomeTickets(t.house, manager, id, [ticket?.id ?? 0]));
  expect(await told()).toMatchObject([
    {
      type: 'order.refunded',
      data: { order: { id, status: 'partially_refunded', refunds: [{ status: 'pending' }] } },
    },
  ]);
  const [refund] = (await view(t.house, id)).refunds;
  accepted(await sendRefund(t.house, system, refund?.id ?? 0));
  expect(await told()).toMatchObject([
    { type: 'order.refunded', data: { order: { id, refunds: [{ status: 'succeeded' }] } } },
  ]);
});

test('An order that ends unpaid by its customer’s will is told as cancelled', async () => {
  const screening = await aScreening(t.house);
  const id = await anOrder(t.house, screening, ['A1', 'A2']);
  await told();
  accepted(await cancelOrder(t.house, manager, id));
  expect(await told()).toMatchObject([{ type: 'order.cancelled', data: { order: { id, status: 'cancelled' } } }]);
});

test('A draft is told of when it is published, and not before', async () => {
  const draft = await aScreening(t.house, { status: 'draft' });
  accepted(await moveScreening(t.house, manager, { screeningId: draft.id, start: inHours(30) }));
  expect(await told()).toEqual([]);
  accepted(await publishScreenings(t.house, manager, { ids: [draft.id] }));
  accepted(await publishScreenings(t.house, manager, { ids: [draft.id] }));
  expect(await told()).toMatchObject([{ type: 'screening.published', data: { session: { id: draft.id } } }]);
});

test('A screening that moves says what was before, and only that', async () => {
  const { id, screening } = await aPaidOrder(['A1', 'A2']);
  expect(id).toBeGreaterThan(0);
  const hall = await aHall(t.house, 'A ssss\nB ssss', { name: 'The other hall' });
  await told();
  accepted(await moveSoldScreening(t.house, manager, { screeningId: screening.id, hallId: hall.id, preview: true }));
  expect(await told()).toEqual([]);
  accepted(await moveSoldScreening(t.house, manager, { screeningId: screening.id, hallId: hall.id }));
  const [event] = await told();
  expect(event).toMatchObject({
    type: 'screening.changed',
    data: { session: { hall: { name: 'The other hall' } }, previous: { hall: { id: screening.hall.id } } },
  });
  expect(event && 'previous' in event.data && Object.keys(event.data.previous)).toEqual(['hall']);
});

test('An unsold screening that is moved in time is told as changed', async () => {
  const screening = await aScreening(t.house);
  await told();
  accepted(await moveScreening(t.house, manager, { screeningId: screening.id, start: inHours(50) }));
  const [event] = await told();
  expect(event).toMatchObject({ type: 'screening.changed', data: { session: { id: screening.id } } });
});

test('A longer film changes its coming screenings; its director is no news', async () => {
  const screening = await aScreening(t.house);
  await told();
  accepted(await changeFilm(t.house, manager, { filmId: screening.filmId, director: 'Carol Reed' }));
  expect(await told()).toEqual([]);
  accepted(await changeFilm(t.house, manager, { filmId: screening.filmId, durationMinutes: 95 }));
  const [event] = await told();
  expect(event).toMatchObject({ type: 'screening.changed', data: { session: { id: screening.id } } });
  expect(event && 'previous' in event.data && Object.keys(event.data.previous)).toEqual(['ends_at']);
});

test('A screening called off is told', async () => {
  const screening = await aScreening(t.house);
  await told();
  accepted(await cancelScreening(t.house, manager, { screeningId: screening.id, reason: 'The projector is broken.' }));
  expect(await told()).toMatchObject([
    { type: 'screening.cancelled', data: { session: { id: screening.id, status: 'cancelled' } } },
  ]);
});

test('What is taken back is told to nobody', async () => {
  const screening = await aScreening(t.house);
  await told();
  await inTransaction(t.db, async (tx) => {
    await tellScreenings(tx, 'screening.published', [screening.id]);
    return refuse('not_found');
  });
  expect(await told()).toEqual([]);
});

test('An endpoint hears of what it subscribed to alone, and a paused one later', async () => {
  const cancelledOnly = await webhookReceiver();
  const other = await anEndpoint(t, cancelledOnly, ['screening.cancelled']);
  accepted(await pauseWebhook(t.house, manager, { webhookId: other.id, paused: true }));
  const screening = await aScreening(t.house);
  accepted(await cancelScreening(t.house, manager, { screeningId: screening.id, reason: 'The projector is broken.' }));
  expect((await deliveries(t, other.id)).map(({ type }) => type)).toEqual(['screening.cancelled']);
  await sendAll(t, other.id);
  expect(cancelledOnly.received).toHaveLength(0);
  accepted(await pauseWebhook(t.house, manager, { webhookId: other.id, paused: false }));
  await sendAll(t, other.id);
  expect(cancelledOnly.received).toHaveLength(1);
  await cancelledOnly.stop();
  expect(webhookTypes).toContain('screening.cancelled');
});

function inHours(hours: number) {
  const start = new Date(Date.now() + hours * 3_600_000);
  start.setUTCSeconds(0, 0);
  return { startsAt: start };
}
