import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { admitTicket } from '../../../server/domain/door/admit-ticket.ts';
import { listDoor } from '../../../server/domain/door/list-door.ts';
import { searchOrders } from '../../../server/domain/orders/search-orders.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { listHouses } from '../../../server/domain/programme/list-houses.ts';
import { loadBoard } from '../../../server/domain/programme/load-board.ts';
import { cashUp } from '../../../server/domain/reports/cash-up.ts';
import { tonight } from '../../../server/domain/reports/tonight.ts';
import { loadHouse } from '../../../server/domain/seats/load-house.ts';
import { todaysProgramme } from '../../../server/domain/telegram/todays-programme.ts';
import { freeToday } from '../../../server/domain/till/free-today.ts';
import { tillDay } from '../../../server/domain/till/till-day.ts';
import { aSale, sold } from '../../setup/counter.ts';
import { aCutTill, type CutTill, cutSale, handIn, keepForTills, leased, seatsKept } from '../../setup/cut-line.ts';
import { zoneAt } from '../../setup/evening.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import {
  accepted,
  aFilm,
  aHall,
  aScreening,
  manager,
  type TestHouse,
  type TestScreening,
  testHouse,
} from '../../setup/house.ts';
import { aCheckout, anOrder, view } from '../../setup/sales.ts';
import { type TestServer, testServer } from '../../setup/server.ts';

// Rule 2, as it is asked at night: the cinema stands in a zone where it is between two and three in the morning now, so
// that its business day is that of the evening before, whenever this runs.
const zone = zoneAt(2);
const now = new Date();
const calendar = Temporal.Now.plainDateISO(zone);
const evening = calendar.subtract({ days: 1 }).toString();

const payments = fakePayments();
let t: TestHouse;
let server: TestServer;
let till: CutTill;
/** Began after midnight, and is still on. */
let night: TestScreening;
/** On the evening to come: another business day, though the same date. */
let next: TestScreening;

beforeAll(async () => {
  t = await testHouse({ payments });
  await sql(t.db).query('UPDATE cinema SET time_zone = $1', [zone]);
  await keepForTills(t.house, 2);
  const show = async (title: string, startsAt: number) =>
    aScreening(t.house, {
      hall: await aHall(t.house, 'A ssssssss'),
      filmId: (await aFilm(t.house, { title })).id,
      startsAt: new Date(startsAt),
    });
  night = await show('The Small Hours', now.getTime() - 5 * 60_000);
  next = await show('Evening to Come', now.getTime() + 18 * 3_600_000);
  till = await aCutTill(t.house);
  server = await testServer(t.url);
});
afterAll(async () => {
  await server?.stop();
  await t?.drop();
});

const scan = { door: 'Main door', agoMs: 0, noted: false, screenings: undefined };

async function bought(at: TestScreening, ...labels: string[]) {
  const id = await anOrder(t.house, at, labels);
  await handlePaymentEvent(t.house, payments.pay(await aCheckout(t.house, id)));
  return view(t.house, id);
}

async function datesOf(orderId: number) {
  const [dates] = await sql(t.db).query(
    `SELECT o.sale_business_date AS sale, sc.business_date AS show FROM orders o JOIN screenings sc ON sc.id = o.screening_id
      WHERE o.id = $1`,
    [orderId],
  );
  return dates;
}

describe('Between midnight and the cut-off it is still the evening before:', () => {
  test('what is sold then, online and at the till, is sold on it, and the drawer belongs to it', async () => {
    expect(await datesOf((await bought(night, 'A1', 'A2')).id)).toEqual({ sale: evening, show: evening });
    const ahead = await sold(t.house, till.actor, aSale(t, next, ['A1', 'A2']));
    expect(await datesOf(ahead.order.id)).toEqual({ sale: evening, show: calendar.toString() });
    const [shift] = await sql(t.db).query('SELECT business_date AS day FROM shifts WHERE id = $1', [till.shift]);
    expect(shift).toEqual({ day: evening });
    expect(accepted(await cashUp(t.house, manager, { date: null, now })).date).toBe(evening);
  });

  test('a till with its line cut keeps its seats, and what it hands in bears the day on which it was sold', async () => {
    await leased(t.house, till);
    const kept = seatsKept(till, night);
    expect([kept.length, seatsKept(till, next).length]).toEqual([2, 0]);
    // Its line has been cut since the night before.
    await sql(t.db).query(`UPDATE leases SET leased_at = now() - interval '2 days' WHERE kiosk_id = $1`, [
      till.kioskId,
    ]);
    const at = new Date(now.getTime() - 26 * 3_600_000).toISOString();
    const [verdict] = await handIn(t.house, till, cutSale(t, till, night, kept, { at }));
    expect(verdict).toMatchObject({ outcome: 'accepted' });
    const sale = calendar.subtract({ days: 2 }).toString();
    expect(await datesOf(verdict?.order?.id ?? 0)).toEqual({ sale, show: evening });
  });

  test('the till, the office, the dashboard and the bot show it', async () => {
    const day = await tillDay(t.house, till.kioskId);
    expect([day.date, day.screenings.map(({ id }) => id)]).toEqual([evening, [night.id]]);
    expect((await freeToday(t.db)).map(({ id }) => id)).toEqual([night.id]);
    const houses = accepted(await listHouses(t.house, manager));
    expect([houses.today, houses.screenings.map(({ id }) => id)]).toEqual([evening, [night.id]]);
    const each = await Promise.all([night, next].map(({ id }) => loadHouse(t.house, manager, id)));
    expect(each.map((view) => accepted(view).allotment.tonight)).toEqual([true, false]);
    expect(accepted(await loadBoard(t.house, manager, { from: undefined, days: 1 })).today).toBe(evening);
    expect(accepted(await tonight(t.house, manager, now)).businessDate).toBe(evening);
    const [told] = await todaysProgramme(t.house, 'en', now);
    expect(told?.html).toContain('The Small Hours');
    expect(told?.html).not.toContain('Evening to Come');
  });

  test('the shop’s “Today” is it', async () => {
    const page = await (await fetch(`${server.url}/`)).text();
    expect(page).toContain('The Small Hours');
    expect(page).not.toContain('Evening to Come');
    expect(page).toContain(`/?date=${evening}`);
  });

  test('the door lets in whom it let in before midnight, and nobody of the evening to come', async () => {
    const door: Actor = { ...manager, kind: 'door' };
    expect(accepted(await listDoor(t.house, door, now)).date).toBe(evening);
    const [tonights, later] = [await bought(night, 'A7', 'A8'), await bought(next, 'A7', 'A8')];
    const admit = async (order: typeof later) =>
      accepted(await admitTicket(t.house, door, { ...scan, uuid: randomUUID(), code: order.tickets[0]?.code ?? '' }));
    expect(await admit(later)).toMatchObject({ admitted: false, reason: 'not_today' });
    expect(await admit(tonights)).toMatchObject({ admitted: true });
    const found = accepted(await searchOrders(t.house, manager, { q: 'A7', page: 1 }));
    expect(found.results.map(({ id }) => id)).toEqual([tonights.id]);
  });
});
