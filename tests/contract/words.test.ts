import { expect, test } from 'vitest';
import { showDate, showDay } from '../../server/contract/venue-time.ts';
import { namesInARow } from '../../server/contract/words/names-in-a-row.ts';
import { counted } from '../../server/contract/words/uk/plural.ts';
import { languages, wordsFor } from '../../server/contract/words/words.ts';

/** Every sentence of a part of a catalogue, by its key: functions are called with things as they come. */
function sentences(part: unknown, key = ''): [key: string, sentence: string][] {
  if (typeof part === 'string') return [[key, part]];
  if (Array.isArray(part)) return part.flatMap((each, i) => sentences(each, `${key}.${i}`));
  if (typeof part === 'function') return said(part as Say, key);
  if (typeof part !== 'object' || part === null) throw new Error(`${key} is no sentence`);
  return Object.entries(part).flatMap(([name, each]) => sentences(each, key ? `${key}.${name}` : name));
}

type Say = (...given: unknown[]) => unknown;

/** What does not suit a function, such as a number where it wants a list, is passed over; something has to suit. */
function said(say: Say, key: string): [key: string, sentence: string][] {
  for (const kind of [samples(key), [['7', '7', '7', '7', '7']], [[['7']], [['7', '8']]]]) {
    try {
      const all = kind.flatMap((given) => sentences(say(...given), key));
      if (!all.some(([, sentence]) => /NaN|undefined/.test(sentence))) return all;
    } catch {
      // Another kind may suit.
    }
  }
  throw new Error(`nothing suits ${key}`);
}

const details = { labels: ['F7', 'F8'], betterLabels: ['F9'], ageLimit: 16, ticketType: '7', fewest: 10, most: 200 };
const rules = { holdMinutes: 10, maxSeats: 10, closeMinutes: 15, cancelHours: '2', preShowMinutes: 15 };

/** Arguments by key, several where several sentences hide behind one function. */
function samples(key: string): unknown[][] {
  const last = key.split('.').at(-1) ?? '';
  if (key.startsWith('refusals.')) {
    const screening = { film: '7', hall: '7', startsAt: '2026-11-27T19:00', hallFreeAt: '2026-11-27T21:00' };
    const counts = { count: 2, seats: 40, capacity: 30 };
    const some = [{}, { sold: 2, unplaced: 2 }, { held: 2 }, { orders: 3 }, { labels: ['F7'], count: 1, screening }];
    return some.map((more) => [{ ...details, ...counts, ...more }]);
  }
  if (key === 'rules.sections') return [[rules]];
  if (key === 'seats.map.seat') {
    const seat = { row: 'F', numbers: ['7'], category: '7', price: '7', kind: 'standard', look: 'free' };
    return [[seat], [{ ...seat, numbers: ['7', '8'], kind: 'love', look: 'own' }], [{ ...seat, look: 'taken' }]];
  }
  if (last === 'sound') return [['en'], ['uk'], ['ukl'], ['ja']];
  if (last === 'country') return [['US'], ['UA']];
  if (['and', 'taken', 'freeInstead', 'better', 'found', 'ownHold'].includes(last))
    return [
      [['F7'], '7'],
      [['F7', 'F8'], '7'],
    ];
  if (key === 'ticket.calendarText') return [['7', ['7'], '7']];
  if (last === 'greeting') return [[null], ['7']];
  if (/^(groups|typeAndPrice|night|calendarSummary|subtitles)$/.test(last)) return [['7', '7', '7', '7', '7']];
  return [1, 2, 5, 21, 60].map((n) => [n, n, n, n, n, n]);
}

/** Read the same in every language. */
const everywhere =
  /\b(F\d+|A\d+|PIN|PDF|[23]D|JPEG|PNG|WebP|AVIF|JSON|UTF-8|Content-Type|application\/json|Idempotency-Key|Allow|Telegram|[IVX]+|olena@example\.com|example|uk-UA|uk|QR|XXXX|URL|HTTPS?)\b|@?\/[a-z]+|https?:\S+/g;

test('every sentence of both catalogues can be said, and no Ukrainian one holds an English word', () => {
  for (const language of languages) {
    const { telegram: _, ...words } = wordsFor(language);
    const all = sentences(words);
    expect(all.length).toBeGreaterThan(300);
    for (const [key, sentence] of all) {
      expect(sentence.trim(), key).not.toBe('');
      expect(sentence, key).not.toMatch(/undefined|NaN|\[object|null/);
      if (language === 'uk') expect(sentence.replaceAll(everywhere, ''), key).not.toMatch(/[A-Za-z]{2,}/);
      expect(sentence, key).not.toContain('!');
    }
  }
});

test.each(['en', 'en-GB', 'uk'])('Names stand in a row as Unicode has it for %s', (tag) => {
  const format = new Intl.ListFormat(tag, { type: 'conjunction' });
  for (let count = 0; count < 12; count++) {
    const names = Array.from({ length: count }, (_, i) => `F${i}`);
    expect(namesInARow(tag)(names)).toBe(format.format(names));
  }
});

test('Ukrainian numbers take one, few or many', () => {
  const said = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111].map((n) => counted(n, 'місце', 'місця', 'місць'));
  expect(said.join(', ')).toBe(
    '0 місць, 1 місце, 2 місця, 4 місця, 5 місць, 11 місць, 12 місць, 14 місць, 21 місце, 22 місця, 25 місць, 101 місце, 111 місць',
  );
});

test('Ukrainian dates keep the venue’s clock on the nights when the clocks change', () => {
  const { locale, shell } = wordsFor('uk');
  const spring = { startsAt: '2026-03-29T01:30:00Z', businessDate: '2026-03-28' };
  expect(showDay(spring, 'Europe/Kyiv', locale, shell)).toBe('ніч сб / нд 04:30');
  const autumn = { startsAt: '2026-10-25T17:00:00Z', businessDate: '2026-10-25' };
  expect(showDay(autumn, 'Europe/Kyiv', locale, shell)).toMatch(/^нд, 25 жовт\., 19:00$/);
  expect(showDate(autumn, 'Europe/Kyiv', locale, shell)).toBe('неділя, 25 жовтня');
});
