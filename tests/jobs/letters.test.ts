import type { ParsedMail } from 'mailparser';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Language, languages } from '../../server/contract/words/words.ts';
import { inTransaction, sql } from '../../server/db.ts';
import { type MailKind, queueMail } from '../../server/domain/mail/queue-mail.ts';
import { orderUrl } from '../../server/domain/orders/order-url.ts';
import { smtpMail } from '../../server/gateways/mail.ts';
import { handlers } from '../../server/jobs/handlers.ts';
import { type RunningWorker, startWorker } from '../../server/jobs/worker.ts';
import { type TestHouse, testHouse } from '../setup/house.ts';
import { queued, view } from '../setup/sales.ts';
import { smtpServer } from '../setup/smtp.ts';
import { aShow, film, occasions, ordered, paid, payments, person } from './occasions.ts';

let t: TestHouse;
let worker: RunningWorker;
let post: Awaited<ReturnType<typeof smtpServer>>;
let deps: Parameters<typeof startWorker>[0];
beforeAll(async () => {
  post = await smtpServer();
  t = await testHouse({ payments });
  deps = { ...t.house, mail: smtpMail(post.url), log: pino({ level: 'silent' }) };
  worker = await startWorker(deps);
});
afterAll(async () => {
  await worker.stop();
  await t.drop();
  await post.stop();
});

const subjects: Record<MailKind, Record<Language, RegExp>> = {
  tickets: { en: /^Your tickets: Amélie, /, uk: /^Ваші квитки: «Тіні забутих предків», / },
  reminder: { en: /^See you at \d\d:\d\d: Amélie$/, uk: /^Чекаємо на вас о \d\d:\d\d: «Тіні забутих предків»$/ },
  seats_moved: { en: /^Your new seats: Amélie, /, uk: /^Ваші нові місця: «Тіні забутих предків», / },
  screening_moved: { en: /^Your showing has moved: Amélie, now /, uk: /^Ваш сеанс перенесено: «Тіні/ },
  screening_cancelled: { en: /^The showing is off: Amélie, /, uk: /^Сеанс не відбудеться: «Тіні/ },
  cancellation: { en: /^Cancelled: Amélie$/, uk: /^Скасовано: «Тіні забутих предків»$/ },
  refund_failed: { en: /^Your bank did not take back ₴/, uk: /^Ваш банк не прийняв повернення .*₴$/ },
  late_payment: { en: /^Your payment for Amélie comes back$/, uk: /^Повертаємо вашу оплату за «Тіні/ },
  refund: { en: /^You paid twice, /, uk: /^Ви заплатили двічі: / },
};
const bringTickets: MailKind[] = ['tickets', 'reminder', 'seats_moved', 'screening_moved'];
const kinds = Object.keys(occasions) as MailKind[];

/** What arrived for the letters of a kind about an order, by the Message-ID that is made of their key. */
async function arrived(order: number, kind: MailKind): Promise<ParsedMail[]> {
  const keys = await sql(t.db).query<{ key: string }>('SELECT key FROM mails WHERE order_id = $1 AND kind = $2', [
    order,
    kind,
  ]);
  const ids = keys.map(({ key }) => `<${key.replaceAll(':', '.')}@foyer.test>`);
  return post.received.filter((mail) => ids.includes(mail.messageId ?? ''));
}

const plain = (html: string) =>
  html
    .replaceAll(/<(style|title)[\s\S]*?<\/\1>|<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"');
const words = (text: string) => new Set(text.replaceAll(/https?:\S+/g, '').match(/[\p{L}\p{N}]+/gu));

describe.each(languages)('in %s', (language) => {
  test.each(kinds)('the letter “%s” arrives once, whole, and the same as HTML and as text', async (kind) => {
    const id = await occasions[kind](t, language);
    await expect.poll(() => arrived(id, kind)).toHaveLength(1);
    const [mail] = await arrived(id, kind);
    if (!mail) throw new Error('no letter');
    const order = await view(t.house, id);

    expect(mail.subject).toMatch(subjects[kind][language]);
    for (const { line } of mail.headerLines) expect(line).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(mail.headers.get('content-language')).toBe(language);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');

    const html = String(mail.html);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain('name="color-scheme" content="light dark"');
    expect(html).not.toMatch(/<img|<link|<script|src=|@import|url\(/);
    expect(html).not.toContain('Ana & Ben');
    const text = mail.text ?? '';
    expect([...words(text)].filter((word) => !words(plain(html)).has(word))).toEqual([]);
    for (const said of [film[language], person[language], order.number, orderUrl(t.house, order)]) {
      expect(text).toContain(said);
    }
    expect(text).not.toMatch(/undefined|null|NaN|\[object|Invalid Date/);
    if (language === 'uk') {
      const content = /https?:\S+|\S+@\S+|\b(Foyer|Hall|Adult|PDF)\b/g;
      expect(text.replaceAll(content, '').replaceAll(order.number, '')).not.toMatch(/[A-Za-z]{2,}/);
    }

    const files = mail.attachments.map((file) => [file.filename, file.contentType]);
    if (!bringTickets.includes(kind)) expect(files).toEqual([]);
    else {
      expect(files).toEqual([
        [`tickets-${order.number}.pdf`, 'application/pdf'],
        [`${order.number}.ics`, 'text/calendar'],
      ]);
      expect(mail.attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
      expect(mail.attachments[1]?.content.toString()).toContain(film[language]);
    }

    const keys = await sql(t.db).query<{ key: string }>('SELECT key FROM mails WHERE order_id = $1', [id]);
    // It is noted as sent a moment after it has arrived.
    for (const { key } of keys) await expect.poll(() => job(`send_mail:${key}`)).toBeUndefined();
    for (const { key } of keys) await handlers.send_mail(deps, { key });
    expect(await arrived(id, kind)).toHaveLength(1);
  });
});

test('A letter is queued with what it tells about: undone, there is none; done twice at once, there is one', async () => {
  const id = await ordered(t, 'en', await aShow(t, 'en'));
  const undone = inTransaction(t.db, async (tx) => {
    await queueMail(tx, id, 'tickets', 'undone');
    throw new Error('the change did not hold');
  });
  await expect(undone).rejects.toThrow('did not hold');
  const key = `tickets:${id}:undone`;
  expect(await sql(t.db).query('SELECT FROM mails WHERE key = $1', [key])).toEqual([]);
  expect(await job(`send_mail:${key}`)).toBeUndefined();

  const paidFor = await paid(t, 'en', await aShow(t, 'en'));
  const twice = () => inTransaction(t.db, (tx) => queueMail(tx, paidFor, 'seats_moved', 'once'));
  await Promise.all([twice(), twice()]);
  await expect.poll(() => arrived(paidFor, 'seats_moved')).toHaveLength(1);
  await twice();
  expect(await job(`send_mail:seats_moved:${paidFor}:once`)).toBeUndefined();
});

test('While the mail server is down letters wait, and each arrives once when it is back', async () => {
  // Those of the tests before would arrive when it is back, too.
  await expect.poll(() => queued(t.house, 'send_mail')).toBe(0);
  const { port } = post;
  await post.stop();
  const id = await paid(t, 'uk', await aShow(t, 'uk'));
  const key = `send_mail:tickets:${id}`;
  await expect.poll(() => job(key)).toMatchObject({ later: true });
  post = await smtpServer(port);
  await sql(t.db).query('SELECT graphile_worker.reschedule_jobs(ARRAY[$1::bigint], run_at := now())', [
    (await job(key))?.id,
  ]);
  await expect.poll(() => arrived(id, 'tickets')).toHaveLength(1);
  await expect.poll(() => job(key)).toBeUndefined();
  expect(post.received).toHaveLength(1);
});

test('The letter about a moved showing moves the entry that the tickets brought into the calendar', async () => {
  const id = await occasions.screening_moved(t, 'en');
  const entry = async (kind: MailKind) => {
    await expect.poll(() => arrived(id, kind)).toHaveLength(1);
    const file = (await arrived(id, kind))[0]?.attachments[1]?.content.toString() ?? '';
    const value = (name: string) => new RegExp(`^${name}[:;](.*)$`, 'm').exec(file.split('BEGIN:VEVENT')[1] ?? '')?.[1];
    return { uid: value('UID'), number: Number(value('SEQUENCE')), start: value('DTSTART') };
  };
  const moved = await entry('screening_moved');
  expect(moved.uid).toMatch(/^order-\d+@foyer\.test/);
  expect(moved.number).toBeGreaterThan(0);
  expect(moved.start).toContain('TZID=Europe/Kyiv');
});

async function job(key: string) {
  const [row] = await sql(t.db).query<{ id: number; later: boolean }>(
    'SELECT id, run_at > now() AS later FROM graphile_worker.jobs WHERE key = $1',
    [key],
  );
  return row;
}

test('A letter comes from the cinema as it is called when it leaves, not when the process began', async () => {
  const id = await ordered(t, 'en', await aShow(t, 'en'));
  await sql(t.db).query(`UPDATE cinema SET name = 'Odeon, by the sea', email = 'post@odeon.test'`);
  try {
    await inTransaction(t.db, (tx) => queueMail(tx, id, 'cancellation', 'renamed'));
    const from = () => post.received.find((mail) => mail.messageId?.includes('renamed'))?.from?.value;
    await expect.poll(from).toEqual([{ name: 'Odeon, by the sea', address: 'post@odeon.test' }]);
  } finally {
    await sql(t.db).query(`UPDATE cinema SET name = 'Foyer', email = 'hello@foyer.test'`);
  }
});
