import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../server/contract/refusals.ts';
import { sql } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { revokeAllotment } from '../../../server/domain/allotments/revoke-allotment.ts';
import { placeCutSale } from '../../../server/domain/cut-sales/place-cut-sale.ts';
import { settleCutSale } from '../../../server/domain/cut-sales/settle-cut-sale.ts';
import { placeOrder } from '../../../server/domain/orders/place-order.ts';
import { moveSoldScreening } from '../../../server/domain/programme/move-sold-screening.ts';
import { shiftReport } from '../../../server/domain/shifts/shift-report.ts';
import { broken } from '../../setup/counter.ts';
import { keepForTills } from '../../setup/cut-line.ts';
import { whereItIsEvening } from '../../setup/evening.ts';
import { aCustomer, aHall, aScreening, manager, type TestHouse, testHouse } from '../../setup/house.ts';
import { takeCash } from '../../setup/take-cash.ts';
import { Evening, type Reply } from './evening.ts';

let t: TestHouse;
let supervisor: Actor;
beforeAll(async () => {
  t = await testHouse();
  await whereItIsEvening(t.house);
  await sql(t.db).query('UPDATE cinema SET cash_difference_allowed = 100000000');
  const [row] = await sql(t.db).query<{ id: number }>(
    `INSERT INTO users (email, name, role) VALUES ('queue@foyer.test', 'The supervisor', 'supervisor') RETURNING id`,
  );
  supervisor = { ...manager, kind: 'supervisor', userId: row?.id ?? 0 };
});
afterAll(() => t?.drop());

const till = fc.nat(7);
const nth = fc.nat(11);
const show = fc.nat(1);
const count = fc.integer({ min: 1, max: 2 });
const reply = fc.constantFrom<Reply>('fair', 'fair', 'lost', 'doubled', 'twins');
const skewMs = fc.constantFrom(0, 60_000, -60_000, 86_400_000, -86_400_000);
const seats = fc.constantFrom(0, 2, 4);
const how = fc.constantFrom('placed' as const, 'refunded' as const, 'written_off' as const);
const deed = fc.oneof(
  { weight: 7, arbitrary: fc.record({ do: fc.constant('sync' as const), till, reply }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('sell alone' as const), till, nth, count }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('hand in' as const), till, reply, all: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sell on the line' as const), till, show, nth, reply }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('buy on the web' as const), show, nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('copy' as const), till }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('install anew' as const), till }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wrong clock' as const), till, skewMs }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revoke' as const), till }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('keep' as const), seats }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('count' as const), till }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), show }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('settle' as const), nth, how }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

/** Evenings that lead to what an evening at random leads to only now and then. */
const evenings: Deed[][] = [
  [
    { do: 'wrong clock', till: 0, skewMs: -86_400_000 },
    { do: 'sell alone', till: 0, nth: 0, count: 1 },
    { do: 'hand in', till: 0, reply: 'fair', all: true },
  ],
  [
    { do: 'sell alone', till: 0, nth: 0, count: 1 },
    { do: 'count', till: 0 },
    { do: 'hand in', till: 0, reply: 'doubled', all: true },
  ],
  [
    { do: 'sell alone', till: 0, nth: 0, count: 2 },
    { do: 'move', show: 0 },
    { do: 'move', show: 1 },
    { do: 'hand in', till: 0, reply: 'lost', all: true },
  ],
  [
    { do: 'sell alone', till: 0, nth: 0, count: 1 },
    { do: 'revoke', till: 0 },
    { do: 'hand in', till: 0, reply: 'twins', all: true },
  ],
  [
    { do: 'copy', till: 0 },
    { do: 'sell alone', till: 0, nth: 0, count: 2 },
    { do: 'sell alone', till: 2, nth: 0, count: 1 },
    { do: 'hand in', till: 0, reply: 'fair', all: true },
    { do: 'hand in', till: 2, reply: 'fair', all: true },
  ],
  [
    { do: 'copy', till: 0 },
    { do: 'sell on the line', till: 0, show: 0, nth: 1, reply: 'fair' },
    { do: 'sell alone', till: 2, nth: 0, count: 1 },
    { do: 'hand in', till: 2, reply: 'fair', all: true },
  ],
];

async function carryOut(one: Deed, it: Evening): Promise<void> {
  const screening = it.shows['show' in one ? one.show : 0];
  const disk = it.disks['till' in one ? one.till % it.disks.length : 0];
  if (!screening || !disk) return;
  const seat = 'nth' in one ? (screening.hall.plan.seats[one.nth]?.id ?? 0) : 0;
  switch (one.do) {
    case 'sync':
      return it.sync(disk, one.reply);
    case 'sell alone':
      return it.sellAlone(disk, one.nth, one.count);
    case 'hand in':
      return it.handIn(disk, one.reply, one.all);
    case 'sell on the line': {
      const kept = disk.lease?.allotments.find((each) => each.screening === screening.id)?.seats ?? [];
      // As often as not one of its own, which a copy of it may have sold alone.
      return it.sellOnLine(disk, screening, [(one.nth % 2 && kept[one.nth >> 2]?.seat) || seat], one.reply);
    }
    case 'buy on the web': {
      const lines = [{ seat, ticketType: null }];
      const wish = { screeningId: screening.id, lines, email: 'guest@example.test', override: true };
      const placed = await placeOrder(t.house, aCustomer(), wish);
      if (!isRefusal(placed)) await takeCash(t.house, manager, placed.id);
      return;
    }
    case 'copy':
      return it.disks.length < 6 ? it.copy(disk) : undefined;
    case 'install anew':
      return it.installAnew(disk);
    case 'wrong clock':
      disk.skewMs = one.skewMs;
      return;
    case 'revoke':
      await revokeAllotment(t.house, manager, { kioskId: disk.kioskId });
      return;
    case 'keep':
      return keepForTills(t.house, one.seats);
    case 'count':
      return it.countDrawer(disk);
    case 'move':
      it.moves += 1;
      await moveSoldScreening(t.house, manager, {
        screeningId: screening.id,
        start: { startsAt: new Date(screening.startsAt.getTime() + it.moves * 60_000) },
      });
      return;
    case 'settle': {
      const waiting = await sql(t.db).query<{ id: number }>(
        `SELECT id FROM cut_sales WHERE outcome = 'rejected' AND settled_at IS NULL ORDER BY id`,
      );
      const id = waiting[one.nth % Math.max(1, waiting.length)]?.id;
      if (id === undefined) return;
      if (one.how === 'placed') await placeCutSale(t.house, supervisor, { id });
      else await settleCutSale(t.house, supervisor, { id, how: one.how, note: 'As it was' });
    }
  }
}

/** Who has paper, or a claim, for the same seat of the same screening: nobody but one. */
async function soldTwice(): Promise<unknown[]> {
  return sql(t.db).query(
    `SELECT screening_id, seat_id FROM tickets WHERE status IN ('valid', 'used') GROUP BY 1, 2 HAVING count(*) > 1`,
  );
}

/** Every sale made alone is an order of its seats and sum, or waits in the queue, or was settled there: once. */
async function nothingIsLost(it: Evening): Promise<void> {
  for (const [uuid, entry] of it.soldAlone) {
    const rows = await sql(t.db).query<{ outcome: string; settlement: string | null; total: number; tickets: number }>(
      `SELECT c.outcome, c.settlement, c.total, (SELECT count(*) FROM tickets WHERE order_id = c.order_id) AS tickets
         FROM cut_sales c WHERE c.uuid = $1`,
      [uuid],
    );
    const ordered = rows[0]?.outcome === 'accepted' || rows[0]?.settlement === 'placed';
    expect(rows).toMatchObject([{ total: entry.total, tickets: ordered ? entry.lines.length : 0 }]);
  }
}

/** What came into a drawer is what its report says, and what the queue holds of it or has sent elsewhere. */
async function everyCentIsExplained(it: Evening): Promise<void> {
  for (const [shift, cash] of it.cash) {
    const report = await shiftReport(sql(t.db), shift);
    const [queue] = await sql(t.db).query<{ amount: number }>(
      `SELECT coalesce(sum(c.total), 0) AS amount FROM cut_sales c
        WHERE c.outcome = 'rejected' AND (c.sale ->> 'shift')::int = $1
          AND NOT EXISTS (SELECT FROM payments p WHERE p.order_id = c.order_id AND p.shift_id = $1)`,
      [shift],
    );
    expect({ shift, cash }).toEqual({ shift, cash: (report?.cashSales ?? 0) + (queue?.amount ?? 0) });
  }
}

async function play(deeds: Deed[]): Promise<void> {
  await sql(t.db).query(`UPDATE screenings SET status = 'cancelled', cancelled_at = now() WHERE status = 'published'`);
  await keepForTills(t.house, 4);
  const startsAt = new Date(Date.now() + 60_000);
  const hall = () => aHall(t.house, 'A ssssss\nB ssssss');
  const shows = [
    await aScreening(t.house, { hall: await hall(), startsAt }),
    await aScreening(t.house, { hall: await hall(), startsAt }),
  ];
  const it = new Evening(t, shows);
  await it.addTill();
  await it.addTill();
  for (const disk of it.disks) await it.sync(disk, 'fair');
  for (const one of deeds) {
    await carryOut(one, it);
    expect(await soldTwice()).toEqual([]);
  }
  // The line is back for good.
  for (const disk of it.disks) await it.handIn(disk, 'fair');
  for (const disk of it.disks) await it.sync(disk, 'doubled');
  expect(await soldTwice()).toEqual([]);
  expect(await broken(t.house)).toEqual([]);
  await nothingIsLost(it);
  await everyCentIsExplained(it);
}

test('Whatever befalls lines, disks, clocks and replies of an evening: no seat sold twice, no sale lost, each cent explained', async () => {
  await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 15, maxLength: 40, size: 'max' }), play), {
    numRuns: 40,
    examples: evenings.map((each) => [each]),
    endOnFailure: true,
  });
  // It has seen what it is about.
  const seen = await sql(t.db).query<{ verdict: string }>(
    'SELECT DISTINCT coalesce(reason, outcome::text) AS verdict FROM cut_sales',
  );
  const usual = ['accepted', 'epoch_stale', 'seat_taken', 'wrong_clock', 'shift_closed', 'screening_moved'];
  expect(seen.map(({ verdict }) => verdict)).toEqual(expect.arrayContaining(usual));
}, 240_000);
