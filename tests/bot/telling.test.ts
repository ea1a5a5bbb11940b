import jsqr from 'jsqr';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { telegramWords as en } from '../../server/contract/words/en/telegram.ts';
import { sql } from '../../server/db.ts';
import { system } from '../../server/domain/actor.ts';
import { cancelOrder } from '../../server/domain/orders/cancel-order.ts';
import { remindCustomers } from '../../server/domain/orders/remind-customers.ts';
import { cancelScreening } from '../../server/domain/programme/cancel-screening.ts';
import { changeTelegramWants } from '../../server/domain/telegram/change-wants.ts';
import { findTelegramLink } from '../../server/domain/telegram/find-link.ts';
import { accepted, aHall, aScreening, manager } from '../setup/house.ts';
import { letters, view } from '../setup/sales.ts';
import { type BotHouse, botHouse, until } from './bot-house.ts';

// Its types describe an ES module, which it is not.
const readQr = jsqr as unknown as typeof jsqr.default;

let b: BotHouse;
beforeAll(async () => {
  b = await botHouse();
});
afterAll(() => b?.stop());

const hour = 3_600_000;
const show = async (startsAt = new Date(Date.now() + 24 * hour)) =>
  aScreening(b.t.house, { hall: await aHall(b.t.house, 'A ssssssss\nB ssssssss'), startsAt });
type Linked = Awaited<ReturnType<BotHouse['linked']>>;
const since = ({ person }: Linked, count: number) => person.heard().slice(count);
const waiting = async (orderId: number) =>
  (await sql(b.t.db).query('SELECT FROM telegram_messages WHERE order_id = $1 AND sent_at IS NULL', [orderId])).length;

async function earlier(screeningId: number, by: string): Promise<void> {
  await sql(b.t.db).query(
    `UPDATE screenings SET starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval,
            hall_free_at = hall_free_at - $2::interval WHERE id = $1`,
    [screeningId, by],
  );
}

test('After payment the tickets come: words, and a picture of each code with film, day, hall, row and seat', async () => {
  const who = await b.linked();
  const before = who.person.heard().length;
  const order = await view(b.t.house, await b.buy(who.actor, await show(), ['A1', 'A2']));
  await until(() => since(who, before).length === 3);
  const [words, ...pictures] = since(who, before);
  expect(words?.text).toContain(en.messages.tickets(2));
  expect(words?.text).toContain(order.number);
  for (const [i, picture] of pictures.entries()) {
    const ticket = order.tickets[i];
    expect(picture.text).toContain(order.screening.film);
    expect(picture.text).toContain(en.place(order.screening.hall, ticket?.seat.row ?? '', ticket?.seat.number ?? ''));
    const { data, info } = await sharp(picture.photo ?? Buffer.alloc(0))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(readQr(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(ticket?.code);
  }
});

test('/tickets shows one’s own tickets to come and nobody else’s', async () => {
  const [mine, theirs] = [await b.linked(), await b.linked()];
  const screening = await show();
  await b.buy(mine.actor, screening, ['A1', 'A2']);
  await b.buy(theirs.actor, screening, ['B1', 'B2']);
  await until(() => mine.person.heard().length === 4 && theirs.person.heard().length === 4);
  await mine.person.write('/tickets');
  await until(() => mine.person.heard().length === 6);
  const shown = since(mine, 4)
    .map(({ text }) => text)
    .join();
  expect(shown).toContain('row A, seat 1');
  expect(shown).not.toContain('row B');
});

test('Nothing comes of what the customer does not want to hear there; the letter goes all the same', async () => {
  const who = await b.linked();
  accepted(await changeTelegramWants(b.t.house, who.actor, { tickets: false, reminders: false, changes: false }));
  const before = who.person.heard().length;
  const id = await b.buy(who.actor, await show(), ['A1', 'A2']);
  accepted(await cancelOrder(b.t.house, who.actor, id));
  expect(await letters(b.t.house, id)).toEqual(['tickets', 'cancellation']);
  expect(await waiting(id)).toBe(0);
  expect(since(who, before)).toEqual([]);
});

test('A cancelled order and a cancelled screening are told, with the money that goes back', async () => {
  const who = await b.linked();
  const [first, second] = [await show(), await show()];
  const id = await b.buy(who.actor, first, ['A1', 'A2']);
  await b.buy(who.actor, second, ['A1', 'A2']);
  await until(() => who.person.heard().length === 7);
  accepted(await cancelOrder(b.t.house, who.actor, id));
  accepted(await cancelScreening(b.t.house, manager, { screeningId: second.id, reason: 'The projector is broken.' }));
  await until(() => since(who, 7).length === 2);
  const told = since(who, 7).map(({ text }) => text);
  expect(told.some((text) => text.includes(en.messages.cancellation) && text.includes('goes back'))).toBe(true);
  expect(told.some((text) => text.includes(en.messages.screening_cancelled) && text.includes('goes back'))).toBe(true);
});

test('Three hours before the film everybody is reminded once, by letter and by Telegram, even after a standstill', async () => {
  const who = await b.linked();
  const soon = await show(new Date(Date.now() + 26 * hour));
  const id = await b.buy(who.actor, soon, ['A1', 'A2']);
  const late = await b.buy(who.actor, soon, ['A3', 'A4']);
  const gone = await b.buy(who.actor, soon, ['A5', 'A6']);
  const begun = await b.buy(who.actor, await show(new Date(Date.now() + 26 * hour)), ['A1', 'A2']);
  accepted(await cancelOrder(b.t.house, who.actor, gone));
  await until(() => who.person.heard().length === 14);
  expect(await remindCustomers(b.t.house, system)).toBe(0);
  // A day passes, and the worker slept through the third hour before.
  await earlier(soon.id, '24 hours');
  await earlier((await view(b.t.house, begun)).screening.id, '26 hours 1 minute');
  await sql(b.t.db).query(`UPDATE orders SET paid_at = paid_at - interval '24 hours' WHERE id <> $1`, [late]);
  // Two at once, and the worker's own every minute: still once.
  await Promise.all([remindCustomers(b.t.house, system), remindCustomers(b.t.house, system)]);
  expect(await remindCustomers(b.t.house, system)).toBe(0);
  expect(await letters(b.t.house, id)).toEqual(['tickets', 'reminder']);
  for (const other of [late, gone, begun]) expect(await letters(b.t.house, other)).not.toContain('reminder');
  await until(() => since(who, 14).length === 3);
  expect(since(who, 14)[0]?.text).toContain('See you at');
});

test('Whoever blocks the bot is left in peace, keeps the link, and hears again after writing to it', async () => {
  const who = await b.linked();
  b.telegram.refuse('sendMessage', { code: 403, description: 'Forbidden: bot was blocked by the user' });
  const id = await b.buy(who.actor, await show(), ['A1', 'A2']);
  await until(async () => (await findTelegramLink(b.t.db, who.actor.userId))?.muted === true);
  await until(async () => (await waiting(id)) === 0);
  const before = who.person.heard().length;
  await b.buy(who.actor, await show(), ['A1', 'A2']);
  expect(since(who, before)).toEqual([]);
  await who.person.write('/help');
  await until(() => since(who, before).length === 1);
  expect(await findTelegramLink(b.t.db, who.actor.userId)).toMatchObject({ muted: false });
});

test('While Telegram is away nothing is lost, and what was half sent goes on where it stopped', async () => {
  const who = await b.linked();
  const before = who.person.heard().length;
  b.telegram.refuse('sendPhoto', { code: 502 }, 1);
  const id = await b.buy(who.actor, await show(), ['A1', 'A2']);
  await until(async () => since(who, before).length >= 1);
  b.telegram.down = true;
  await new Promise((resolve) => setTimeout(resolve, 500));
  b.telegram.down = false;
  // An hour later: the job's next try has come.
  await sql(b.t.db).query(
    `SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT id FROM graphile_worker.jobs WHERE task_identifier = 'send_telegram'), run_at := now())`,
  );
  await until(async () => (await waiting(id)) === 0, 60_000);
  expect(since(who, before).map(({ photo }) => photo !== null)).toEqual([false, true, true]);
});

test('A wait that Telegram asks for is kept, however long it is', async () => {
  const who = await b.linked();
  b.telegram.refuse('sendMessage', { code: 429, description: 'Too Many Requests', retryAfter: 40 });
  const id = await b.buy(who.actor, await show(), ['A1', 'A2']);
  let runAt: number | undefined;
  await until(async () => {
    const [job] = await sql(b.t.db).query<{ runAt: Date }>(
      `SELECT run_at AS "runAt" FROM graphile_worker.jobs WHERE key = $1 AND run_at > now() + interval '30 seconds'`,
      [`send_telegram:tickets:${id}`],
    );
    runAt = job?.runAt.getTime();
    return runAt !== undefined;
  });
  expect((runAt ?? 0) - Date.now()).toBeLessThan(41_000);
});
