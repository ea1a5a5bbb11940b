import type { Language } from '../../server/contract/words/words.ts';
import { sql } from '../../server/db.ts';
import { system } from '../../server/domain/actor.ts';
import type { MailKind } from '../../server/domain/mail/queue-mail.ts';
import { cancelOrder } from '../../server/domain/orders/cancel-order.ts';
import { placeOrder } from '../../server/domain/orders/place-order.ts';
import { remindCustomers } from '../../server/domain/orders/remind-customers.ts';
import { handlePaymentEvent } from '../../server/domain/payments/handle-payment-event.ts';
import { cancelScreening } from '../../server/domain/programme/cancel-screening.ts';
import { moveSoldScreening } from '../../server/domain/programme/move-sold-screening.ts';
import { moveSeats } from '../../server/domain/tickets/move-seats.ts';
import { completed, fakePayments } from '../setup/fake-payments.ts';
import {
  aCustomer,
  accepted,
  aFilm,
  aHall,
  aScreening,
  manager,
  type TestHouse,
  type TestScreening,
} from '../setup/house.ts';
import { aCheckout, anOrder, runOut, view } from '../setup/sales.ts';

export const payments = fakePayments();
/** The bank sends back whatever is returned to the card of these payments. */
const closedCards = new Set<string>();
const toTheCard = payments.refund;
payments.refund = async (request) =>
  closedCards.has(request.paymentIntent) ? { id: `re_${request.paymentIntent}`, status: 'failed' } : toTheCard(request);

export const film = { en: 'Amélie', uk: 'Тіні забутих предків' } as const;
export const person = { en: 'Ana & Ben', uk: 'Олена' } as const;
const hours = (n: number) => new Date(Date.now() + n * 3_600_000);

export async function aShow(t: TestHouse, language: Language, startsAt = hours(24)): Promise<TestScreening> {
  const { id } = await aFilm(t.house, { title: film[language] });
  return aScreening(t.house, { filmId: id, startsAt, hall: await aHall(t.house, 'A ssssss\nB ssssss') });
}

export async function ordered(
  t: TestHouse,
  language: Language,
  show: TestScreening,
  labels = ['A1', 'A2'],
): Promise<number> {
  const placed = await placeOrder(t.house, aCustomer(), {
    screeningId: show.id,
    lines: labels.map((label) => ({ seat: show.hall.seat(label), ticketType: null })),
    email: 'guest@example.test',
    name: person[language],
    language,
    ageAcknowledged: true,
  });
  return accepted(placed).id;
}

export async function paid(t: TestHouse, language: Language, show: TestScreening): Promise<number> {
  const id = await ordered(t, language, show);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return id;
}

/** What has to happen for each letter to be due; answers the order that it is about. */
export const occasions: Record<MailKind, (t: TestHouse, language: Language) => Promise<number>> = {
  tickets: async (t, language) => paid(t, language, await aShow(t, language)),
  async reminder(t, language) {
    const id = await paid(t, language, await aShow(t, language, hours(2)));
    await sql(t.db).query(
      `UPDATE orders SET created_at = created_at - interval '1 day', paid_at = paid_at - interval '1 day' WHERE id = $1`,
      [id],
    );
    // Or the worker does so, whose minute may begin just now.
    accepted(await remindCustomers(t.house, system));
    return id;
  },
  async seats_moved(t, language) {
    const show = await aShow(t, language);
    const id = await paid(t, language, show);
    const to = ['B1', 'B2'].map((label) => show.hall.seat(label));
    const { tickets } = await view(t.house, id);
    const moves = tickets.map((ticket, i) => ({ ticketId: ticket.id, seatId: to[i] ?? 0 }));
    accepted(await moveSeats(t.house, { ...manager, kind: 'clerk' }, { orderId: id, moves }));
    return id;
  },
  async screening_moved(t, language) {
    const show = await aShow(t, language);
    const id = await paid(t, language, show);
    const start = { startsAt: hours(27) };
    accepted(await moveSoldScreening(t.house, manager, { screeningId: show.id, start }));
    return id;
  },
  async screening_cancelled(t, language) {
    const show = await aShow(t, language);
    const id = await paid(t, language, show);
    accepted(await cancelScreening(t.house, manager, { screeningId: show.id, reason: 'The projector is broken.' }));
    return id;
  },
  async cancellation(t, language) {
    const id = await paid(t, language, await aShow(t, language));
    accepted(await cancelOrder(t.house, aCustomer(), id));
    return id;
  },
  async refund_failed(t, language) {
    const id = await ordered(t, language, await aShow(t, language));
    const checkout = await aCheckout(t.house, id);
    closedCards.add(`pi_${checkout}`);
    await handlePaymentEvent(t.house, payments.pay(checkout));
    accepted(await cancelOrder(t.house, aCustomer(), id));
    return id;
  },
  async late_payment(t, language) {
    const show = await aShow(t, language);
    const id = await ordered(t, language, show);
    const checkout = await aCheckout(t.house, id);
    await runOut(t.house, id);
    await anOrder(t.house, show, ['A1', 'A2']);
    await handlePaymentEvent(t.house, payments.pay(checkout));
    return id;
  },
  async refund(t, language) {
    const id = await ordered(t, language, await aShow(t, language));
    const first = payments.pay(await aCheckout(t.house, id));
    await handlePaymentEvent(t.house, first);
    if (!('checkout' in first)) throw new Error('no checkout');
    const again = { ...first.checkout, id: `cs_again_${id}`, paymentIntent: `pi_again_${id}` };
    await handlePaymentEvent(t.house, completed(again));
    return id;
  },
};
