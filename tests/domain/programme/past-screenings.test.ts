import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import { system } from '../../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../../server/domain/audit/find-broken-invariants.ts';
import { cancelSomeTickets } from '../../../server/domain/orders/cancel-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { clearPastScreenings } from '../../../server/domain/programme/clear-past-screenings.ts';
import { loadBoard } from '../../../server/domain/programme/load-board.ts';
import { moveScreening } from '../../../server/domain/programme/move-screening.ts';
import { holdSeats } from '../../../server/domain/seats/hold-seats.ts';
import { loadHouse } from '../../../server/domain/seats/load-house.ts';
import { moveSeats } from '../../../server/domain/tickets/move-seats.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  aCustomer,
  accepted,
  aHall,
  aScreening,
  manager,
  refused,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, anOrder, runOut, view } from '../../setup/sales.ts';

const payments = fakePayments();
let t: TestHouse;
beforeAll(async () => {
  t = await testHouse({ payments });
});
afterAll(() => t.drop());

async function sold(show: TestScreening, labels: string[]): Promise<number> {
  const id = await anOrder(t.house, show, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return id;
}

/** As if so many days had passed for this screening. */
async function age(show: TestScreening, days: number): Promise<string> {
  const [row] = await sql(t.db).query<{ day: string }>(
    `UPDATE screenings SET starts_at = starts_at - d, ends_at = ends_at - d, hall_free_at = hall_free_at - d,
            sales_open_at = sales_open_at - d, sales_close_at = sales_close_at - d, business_date = business_date - $2::int
       FROM make_interval(days => $2) d WHERE id = $1 RETURNING business_date AS day`,
    [show.id, days],
  );
  return row?.day ?? '';
}

const claims = async (show: TestScreening) =>
  (await sql(t.db).query('SELECT FROM seat_claims WHERE screening_id = $1', [show.id])).length;

const board = async (from: string) => accepted(await loadBoard(t.house, manager, { from, days: 1 })).screenings;

test('A month after its end a screening has no claims and no idle holds, and looks as it did', async () => {
  const show = await aScreening(t.house);
  await sold(show, ['A1', 'A2']);
  const { id: idle } = accepted(
    await holdSeats(t.house, aCustomer(), {
      screeningId: show.id,
      seats: [show.hall.seat('B1'), show.hall.seat('B2')],
    }),
  );
  await sql(t.db).query(`UPDATE holds SET expires_at = now() - interval '1 second' WHERE id = $1`, [idle]);
  await sql(t.db).query(`UPDATE seat_claims SET expires_at = now() - interval '1 second' WHERE hold_id = $1`, [idle]);
  const day = await age(show, 32);
  const before = [await loadHouse(t.house, manager, show.id), await board(day)];

  expect(accepted(await clearPastScreenings(t.house, system))).toEqual({ cleared: 1 });
  expect(await claims(show)).toBe(0);
  expect(await sql(t.db).query('SELECT FROM holds WHERE id = $1', [idle])).toEqual([]);
  expect([await loadHouse(t.house, manager, show.id), await board(day)]).toEqual(before);
  expect(before).toMatchObject([{ counts: { sold: 2, free: 6 } }, [{ sold: 2 }]]);
  expect(await findBrokenInvariants(t.db)).toEqual([]);
  expect(accepted(await clearPastScreenings(t.house, system))).toEqual({ cleared: 0 });
});

test('Claims stay while a screening is less than a month past, and while its money may still come', async () => {
  const [recent, waiting] = [await aScreening(t.house), await aScreening(t.house)];
  await sold(recent, ['A1', 'A2']);
  await sold(waiting, ['A1', 'A2']);
  const pending = await anOrder(t.house, waiting, ['A3', 'A4']);
  await age(recent, 29);
  await age(waiting, 32);
  expect(accepted(await clearPastScreenings(t.house, system))).toEqual({ cleared: 0 });
  expect([await claims(recent), await claims(waiting)]).toEqual([2, 4]);

  await runOut(t.house, pending);
  await sql(t.db).query(`UPDATE orders SET status = 'expired' WHERE id = $1`, [pending]);
  expect(accepted(await clearPastScreenings(t.house, system))).toEqual({ cleared: 1 });
  expect([await claims(recent), await claims(waiting)]).toEqual([2, 0]);
});

test('A screening whose claims are cleared still counts as sold, moves no seats, and gives money back', async () => {
  const show = await aScreening(t.house);
  const order = await sold(show, ['A1', 'A2']);
  await age(show, 32);
  accepted(await clearPastScreenings(t.house, system));

  const hall = await aHall(t.house);
  const later = { screeningId: show.id, hallId: hall.id };
  expect(refused(await moveScreening(t.house, manager, later)).refused).toBe('screening_has_sales');
  const [first] = (await view(t.house, order)).tickets;
  const moves = [{ ticketId: first?.id ?? 0, seatId: show.hall.seat('B1') }];
  expect(refused(await moveSeats(t.house, manager, { orderId: order, moves })).refused).toBe('screening_begun');

  accepted(await cancelSomeTickets(t.house, manager, order, [first?.id ?? 0]));
  expect(await loadHouse(t.house, manager, show.id)).toMatchObject({ counts: { sold: 1, free: 7 } });
  expect(await findBrokenInvariants(t.db)).toEqual([]);
});
