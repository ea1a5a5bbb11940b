import { expect, test } from 'vitest';
import { encode } from '../../kiosk/till/journal/codec.ts';
import { openJournal } from '../../kiosk/till/journal/journal.ts';
import type { Act, CutEntry, JournalRecord } from '../../kiosk/till/journal/records.ts';
import { memoryStore } from './memory-store.ts';

const words = { full: 'The disk is full.', damaged: 'Part of it cannot be read.' };
const open = (store = memoryStore()) => openJournal(store, words, () => {});
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const act = (n: number): Act => ({
  uuid: uuid(n),
  kind: 'movement',
  params: {},
  body: { uuid: uuid(n), amount: n },
  at: '2026-11-20T19:00:00Z',
  total: null,
  sale: null,
  aside: false,
  abandoned: false,
});
const begun = (n: number): JournalRecord => ({ t: 'act', act: act(n), sale: null });
const sheet = (key: string) => ({ key, what: 'ticket' as const, copy: 0, lines: [], cut: true, drawer: false });

test('What was written is known after a restart', async () => {
  const store = memoryStore();
  const journal = await open(store);
  await journal.write(begun(1));
  await journal.write(begun(2));
  await journal.write({ t: 'end', uuid: uuid(1), sale: null, documents: [sheet('ticket:1:0')] });
  const again = await open(store);
  expect(again.memory()).toEqual(journal.memory());
  expect(again.memory().acts.map((one) => one.uuid)).toEqual([uuid(2)]);
  expect(again.memory().sheets).toEqual([{ document: sheet('ticket:1:0'), started: false }]);
});

test('A line that was cut short is forgotten, and the next one is written whole', async () => {
  const store = memoryStore(encode(begun(1)) + encode(begun(2)).slice(0, 40));
  const journal = await open(store);
  expect(journal.memory().acts).toHaveLength(1);
  expect(journal.problem()).toBeNull();
  await journal.write(begun(3));
  expect((await open(store)).memory().acts.map((one) => one.uuid)).toEqual([uuid(1), uuid(3)]);
});

test('A journal damaged in the middle keeps what can be read, and a copy for a person to look at', async () => {
  const torn = encode(begun(2)).replace('movement', 'movemend');
  const store = memoryStore(encode(begun(1)) + torn + encode(begun(3)));
  const journal = await open(store);
  expect(journal.memory().acts.map((one) => one.uuid)).toEqual([uuid(1), uuid(3)]);
  expect(journal.problem()).toBe(words.damaged);
  expect(store.copies).toHaveLength(1);
});

test.each(['fail', 'tear'] as const)(
  'A write that the disk refuses (%s) says nothing and hides nothing',
  async (fate) => {
    const store = memoryStore();
    const journal = await open(store);
    await journal.write(begun(1));
    store.before = () => fate;
    await expect(journal.write(begun(2))).rejects.toThrow(words.full);
    expect(journal.memory().acts).toHaveLength(1);
    expect(journal.problem()).toBe(words.full);
    store.before = null;
    await journal.write(begun(3));
    expect(journal.problem()).toBeNull();
    expect((await open(store)).memory().acts.map((one) => one.uuid)).toEqual([uuid(1), uuid(3)]);
  },
);

test('A long journal is rewritten and says the same', async () => {
  const store = memoryStore(Array.from({ length: 2_001 }, (_, n) => encode(begun(n))).join(''));
  const journal = await open(store);
  expect(store.text.split('\n')).toHaveLength(2);
  expect(journal.memory().acts).toHaveLength(2_001);
});

test('Writes asked for at once land in order', async () => {
  const store = memoryStore();
  const journal = await open(store);
  await Promise.all([1, 2, 3, 4].map((n) => journal.write(begun(n))));
  expect((await open(store)).memory().acts.map((one) => one.uuid)).toEqual([1, 2, 3, 4].map(uuid));
});

test('A line said twice says it once', async () => {
  const journal = await open();
  await journal.write(begun(1));
  await journal.write(begun(1));
  await journal.write({ t: 'sheets', documents: [sheet('a')] });
  await journal.write({ t: 'sheets', documents: [sheet('a')] });
  expect(journal.memory().acts).toHaveLength(1);
  expect(journal.memory().sheets).toHaveLength(1);
});

const lease = (epoch: number): JournalRecord => ({
  t: 'leased',
  instance: uuid(900),
  allotted: { epoch, now: '2026-11-20T19:00:00Z', allotments: [] },
});
const cut = (n: number, epoch: number, seq: number): JournalRecord => {
  const lines = [{ seat: n, ticketType: 1, price: 1000 }];
  const entry: CutEntry['entry'] = {
    kind: 'sale',
    uuid: uuid(n),
    seq,
    epoch,
    at: '2026-11-20T19:00:00Z',
    clerk: 1,
    shift: 1,
    screening: 7,
    lines,
    total: 1000,
    tendered: 1000,
    ageConfirmed: false,
  };
  return {
    t: 'cut',
    cut: { entry, instance: uuid(900), seats: [`A${n}`], outcome: 'waiting', reason: null },
    sale: {
      uuid: uuid(n),
      phase: 'paid',
      screening: 7,
      lines,
      total: 1000,
      tendered: 1000,
      offline: true,
      answer: null,
      change: 0,
      refusal: null,
      resumed: false,
    },
    documents: [sheet(`ticket:${n}:0`)],
  };
};

test('A new epoch counts from one again; the same epoch goes on counting', async () => {
  const journal = await open();
  await journal.write(lease(1));
  await journal.write(cut(1, 1, 1));
  expect(journal.memory().seq).toBe(1);
  await journal.write(lease(1));
  expect(journal.memory().seq).toBe(1);
  await journal.write(lease(2));
  expect(journal.memory().seq).toBe(0);
});

test('Accepted sales leave the list and keep their seats; rejected ones stay until somebody has seen them', async () => {
  const journal = await open();
  await journal.write(lease(1));
  await journal.write(cut(1, 1, 1));
  await journal.write(cut(2, 1, 2));
  const results = [
    { uuid: uuid(1), outcome: 'accepted' as const, order: { id: 1, number: 'A' }, reason: null },
    { uuid: uuid(2), outcome: 'rejected' as const, order: null, reason: 'seat_taken' },
  ];
  await journal.write({ t: 'verdicts', results });
  await journal.write({ t: 'verdicts', results });
  expect(journal.memory().cut).toMatchObject([{ outcome: 'rejected', reason: 'seat_taken' }]);
  expect(journal.memory().used).toContain('7:1');
  await journal.write({ t: 'seen', uuid: uuid(2) });
  expect(journal.memory().cut).toEqual([]);
});

test('A seat sold after the lease was asked for is not this till’s by that lease; one sold before is the server’s to know', async () => {
  const journal = await open();
  await journal.write(lease(1));
  const { sale } = cut(1, 1, 1) as Extract<JournalRecord, { t: 'cut' }>;
  await journal.write({ t: 'sale', sale, documents: [] });
  await journal.write({ t: 'syncing', uuid: uuid(50) });
  expect(journal.memory().used).toEqual([]);
  await journal.write({
    t: 'sale',
    sale: { ...sale, uuid: uuid(2), lines: [{ seat: 2, ticketType: 1, price: 1000 }] },
    documents: [],
  });
  await journal.write(lease(2));
  expect(journal.memory().used).toEqual(['7:2']);
});
