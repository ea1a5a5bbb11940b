import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../server/contract/refusals.ts';
import type { SaleBody } from '../../../server/contract/till/sales.ts';
import { sql } from '../../../server/db.ts';
import { hashSecret } from '../../../server/domain/accounts/password.ts';
import { type Actor, system } from '../../../server/domain/actor.ts';
import { approve } from '../../../server/domain/kiosks/approve.ts';
import { expireOrder } from '../../../server/domain/orders/expire-order.ts';
import { handlePaymentEvent } from '../../../server/domain/payments/handle-payment-event.ts';
import { shiftReport } from '../../../server/domain/shifts/shift-report.ts';
import { exchangeAtTill, quoteExchange } from '../../../server/domain/till/exchange.ts';
import { refundAtTill } from '../../../server/domain/till/refund-at-till.ts';
import { sellAtTill } from '../../../server/domain/till/sell-at-till.ts';
import { cancelSale, paySale } from '../../../server/domain/till/steer-sale.ts';
import { aSale, atCounter, broken, card, cash } from '../../setup/counter.ts';
import { fakePayments } from '../../setup/fake-payments.ts';
import { accepted, aHall, aScreening, type TestHouse, type TestScreening, testHouse } from '../../setup/house.ts';
import { runOut } from '../../setup/sales.ts';

let t: TestHouse;
let clerk: Actor;
let supervisor: Actor;
const payments = fakePayments();
const { readers } = payments;

beforeAll(async () => {
  t = await testHouse({ payments });
  supervisor = await atCounter(t.house, 'supervisor');
  await sql(t.db).query('UPDATE users SET pin_hash = $2 WHERE id = $1', [supervisor.userId, await hashSecret('2468')]);
});
afterAll(() => t?.drop());

const places = ['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3', 'B4'];
const priceOf = (label: string) => (label.startsWith('A') ? 19_000 : 25_000);
const pay = fc.constantFrom('cash', 'card', 'mixed');
const place = fc.constantFrom(...places);
const nth = fc.nat(20);
const deed = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('sell' as const), place, pay, pair: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('exchange' as const), nth, place, pay, other: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('refund' as const), nth }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('tap' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decline' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rest' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('give up' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('run out' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('late' as const), nth }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

function tenders(how: string, due: number): SaleBody['tenders'] {
  if (due <= 0) return [];
  if (how === 'cash') return [cash(due)];
  return how === 'card' ? [card(due)] : [card(due - 1_000), cash(1_000)];
}

/** A counter's evening: what was begun, and two screenings to sell. */
interface Evening {
  shows: TestScreening[];
  begun: string[];
}

const pick = <T>(list: T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

async function tickets(): Promise<{ id: number; orderId: number; screening: number }[]> {
  return sql(t.db).query(
    `SELECT t.id, t.order_id AS "orderId", t.screening_id AS screening FROM tickets t JOIN till_sales s ON s.order_id = t.order_id
      WHERE s.kiosk_id = $1 AND t.status = 'valid' ORDER BY t.id`,
    [clerk.kioskId],
  );
}

async function carryOut(one: Deed, { shows, begun }: Evening): Promise<void> {
  const [first, second] = shows;
  if (!first || !second) return;
  switch (one.do) {
    case 'sell': {
      const labels = one.pair ? [one.place, `${one.place[0]}${(Number(one.place[1]) % 4) + 1}`] : [one.place];
      const price = priceOf(one.place);
      const due = price * labels.length;
      const body = aSale(t, first, labels, { price, tenders: tenders(one.pay, due), override: true });
      begun.push(body.uuid);
      await sellAtTill(t.house, clerk, body);
      return;
    }
    case 'exchange': {
      const ticket = pick(await tickets(), one.nth);
      const show = one.other ? second : first;
      if (!ticket) return;
      const wish = {
        screening: show.id,
        tickets: [{ ticket: ticket.id, seat: show.hall.seat(one.place), ticketType: t.ids.types.adult ?? 0 }],
        override: true,
      };
      const quoted = await quoteExchange(t.house, clerk, ticket.orderId, wish);
      if (isRefusal(quoted)) return;
      const body = {
        ...wish,
        uuid: randomUUID(),
        difference: quoted.difference,
        tenders: tenders(one.pay, quoted.difference),
        ageConfirmed: false,
      };
      begun.push(body.uuid);
      await exchangeAtTill(t.house, clerk, ticket.orderId, body);
      return;
    }
    case 'refund': {
      const ticket = pick(await tickets(), one.nth);
      if (!ticket) return;
      const ask = { supervisor: supervisor.userId ?? 0, pin: '2468', what: 'refund' as const };
      const approval = accepted(await approve(t.house, clerk, ask)).key;
      const body = { uuid: randomUUID(), tickets: [ticket.id], reason: 'x', approval };
      await refundAtTill(t.house, clerk, ticket.orderId, body);
      return;
    }
    case 'tap':
    case 'decline':
      if (readers.showing.has('tmr_1')) await handlePaymentEvent(t.house, readers[one.do]('tmr_1'));
      return;
    case 'late': {
      const payment = pick(
        readers.payments.filter(({ status }) => status !== 'paid'),
        one.nth,
      );
      if (payment) await handlePaymentEvent(t.house, readers.takeAnyway(payment.paymentIntent));
      return;
    }
    default: {
      const uuid = pick(begun, one.nth);
      if (!uuid) return;
      if (one.do === 'give up') await cancelSale(t.house, clerk, uuid);
      else if (one.do === 'rest') await paySale(t.house, clerk, uuid, { uuid: randomUUID(), tenders: [cash(1_000)] });
      else await runDry(uuid);
    }
  }
}

async function runDry(uuid: string): Promise<void> {
  const [sale] = await sql(t.db).query<{ id: number }>(
    `SELECT o.id FROM till_sales s JOIN orders o ON o.id = s.order_id WHERE s.uuid = $1 AND o.status = 'pending'`,
    [uuid],
  );
  if (!sale) return;
  await runOut(t.house, sale.id);
  await expireOrder(t.house, system, sale.id);
}

test('Whatever is sold, exchanged, refunded, given up or paid late in whatever order, every promise holds and the drawer adds up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 12, maxLength: 30 }), async (deeds) => {
      clerk = await atCounter(t.house);
      readers.showing.clear();
      const hall = () => aHall(t.house, 'A ssss\nB pppp');
      const evening = {
        shows: [await aScreening(t.house, { hall: await hall() }), await aScreening(t.house, { hall: await hall() })],
        begun: [],
      };
      for (const one of deeds) {
        await carryOut(one, evening);
        expect(await broken(t.house)).toEqual([]);
      }
      const [shift] = await sql(t.db).query<{ id: number }>('SELECT id FROM shifts WHERE kiosk_id = $1', [
        clerk.kioskId,
      ]);
      const report = await shiftReport(sql(t.db), shift?.id ?? 0);
      const [worth] = await sql(t.db).query<{ cash: number }>(
        `SELECT (SELECT coalesce(sum(amount), 0) FROM payments WHERE shift_id = $1 AND method = 'cash' AND status = 'captured')
              - (SELECT coalesce(sum(r.amount), 0) FROM refunds r JOIN refund_ways w USING (payment_id)
                  WHERE r.shift_id = $1 AND w.method = 'cash') AS cash`,
        [shift?.id],
      );
      expect(report?.expected).toBe(10_000 + (worth?.cash ?? 0));
    }),
    { numRuns: 15 },
  );
});
