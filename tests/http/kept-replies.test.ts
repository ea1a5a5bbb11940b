import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refuse } from '../../server/contract/refusals.ts';
import { type KeptReply, keptReplies, type Manner, type Sketch } from '../../server/http/kept-replies.ts';
import { createPulse } from '../../server/http/pulse.ts';

const of = (part: Manner['of']): Manner => ({
  type: 'application/json',
  cacheControl: 'no-cache',
  vary: null,
  of: part,
  wait: null,
  route: '/a',
});
const [seats, films] = [of('house'), of('programme')];
const textOf = async (reply: Promise<unknown>) => ((await reply) as KeptReply).text.toString();

/** The time goes on only when a test says so: however slow the machine is, a moment is a moment. */
let now: number;
beforeEach(() => {
  now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

/** Each millisecond with all that follows from it. */
async function pass(ms: number): Promise<void> {
  for (const end = now + ms; now < end; now += 1) await turn();
}

/** A house in which something is committed all the time, or nothing at all until `change`. */
function aHouse(busy: boolean, most?: number) {
  let [edition, stamp, looks] = [1, 1, 0];
  let away = false;
  const pulse = createPulse(async () => {
    looks += 1;
    await turn();
    if (away) throw new Error('away');
    return { edition, stamp: String(busy ? ++stamp : stamp) };
  });
  return {
    kept: keptReplies(pulse, most),
    looks: () => looks,
    sell: () => {
      stamp += 1;
    },
    change: () => {
      edition += 1;
      stamp += 1;
    },
    goAway: () => {
      away = true;
    },
  };
}

/** Asks all the time, as a crowd does, and answers what was given last. */
async function ask(kept: ReturnType<typeof keptReplies>, manner: Manner, make: () => Promise<string>, ms: number) {
  let given = '';
  for (const end = now + ms; now < end; await pass(2)) {
    given = kept.known('/a')?.text.toString() ?? (await textOf(kept.get('/a', manner, make)));
  }
  return given;
}

test('Whoever asks in the same moment shares one reading, and a later moment has its own', async () => {
  const { kept } = aHouse(true);
  let readings = 0;
  const make = async () => String(++readings);
  const both = [kept.get('/a', seats, make), kept.get('/a', seats, make)];
  expect(await Promise.all(both.map(textOf))).toEqual(['1', '1']);
  expect(await textOf(kept.get('/b', seats, make))).toBe('2');
  await pass(120);
  expect(await textOf(kept.get('/a', seats, make))).toBe('3');
});

test('What nothing has changed is not made again, however many ask, and the database is looked at once for all', async () => {
  const { kept, looks } = aHouse(false);
  let readings = 0;
  const make = async () => String(++readings);
  await ask(kept, films, make, 400);
  expect(readings).toBe(1);
  expect(looks()).toBeLessThan(25);
});

test('An answer of films outlives every sale, and ends with a change of the programme', async () => {
  const { kept, sell, change } = aHouse(false);
  let title = 'old';
  let readings = 0;
  const make = async () => {
    readings += 1;
    return title;
  };
  await ask(kept, films, make, 60);
  sell();
  await ask(kept, films, make, 60);
  expect(readings).toBe(1);
  title = 'new';
  change();
  const began = now;
  while ((await ask(kept, films, make, 1)) !== 'new') expect(now - began).toBeLessThan(100);
  expect(readings).toBe(2);
});

test('An answer of seats that nothing has changed lives for a second', async () => {
  const { kept } = aHouse(false);
  let readings = 0;
  await ask(kept, seats, async () => String(++readings), 800);
  // The first ones may have been made of what was older than the first look.
  const settled = readings;
  expect(settled).toBeLessThanOrEqual(5);
  await ask(kept, seats, async () => String(++readings), 400);
  expect(readings).toBeGreaterThan(settled);
});

test('What was made of something a moment older than the last change is not taken for new', async () => {
  const { kept, sell } = aHouse(false);
  let committed = 'free';
  let behind: string | null = null;
  // As the live feed: what it answers first may have been read a moment before.
  const make = async () => {
    const known = behind ?? committed;
    behind = null;
    return known;
  };
  expect(await ask(kept, seats, make, 120)).toBe('free');
  behind = committed;
  committed = 'sold';
  sell();
  kept.forget('house');
  expect(await textOf(kept.get('/a', seats, make))).toBe('free');
  expect(await ask(kept, seats, make, 300)).toBe('sold');
});

test('What is as its basis was is not written out again, unless the programme has changed', async () => {
  const { kept, sell, change } = aHouse(false);
  let writings = 0;
  const sketch = (basis: string): Sketch => ({ basis, until: null, write: () => `${basis} ${++writings}` });
  expect(await textOf(kept.get('/a', seats, async () => sketch('..h')))).toBe('..h 1');
  sell();
  await pass(60);
  expect(await textOf(kept.get('/a', seats, async () => sketch('..h')))).toBe('..h 1');
  sell();
  await pass(60);
  expect(await textOf(kept.get('/a', seats, async () => sketch('..s')))).toBe('..s 2');
  change();
  await pass(60);
  expect(await textOf(kept.get('/a', seats, async () => sketch('..s')))).toBe('..s 3');
});

test('What changes by the clock alone ends at that moment', async () => {
  const { kept } = aHouse(false);
  await pass(60);
  let writings = 0;
  const dies = new Date(now + 300);
  const make = async () => ({ basis: String(now >= dies.getTime()), until: dies, write: () => `${++writings}` });
  await kept.get('/a', seats, make);
  for (; now < dies.getTime() + 60; await pass(2)) if (!kept.known('/a')) await kept.get('/a', seats, make);
  expect(await textOf(kept.get('/a', seats, make))).toBe('2');
});

test('What this process has changed is read anew at once, even while the old is being read', async () => {
  const { kept } = aHouse(true);
  const { promise: end, resolve: finish } = Promise.withResolvers<string>();
  const old = kept.get('/a', seats, () => end);
  await pass(10);
  kept.forget('house');
  const anew = kept.get('/a', seats, async () => 'new');
  finish('old');
  expect(await textOf(anew)).toBe('new');
  expect(await textOf(old)).toBe('old');
  expect(await textOf(kept.get('/a', seats, async () => 'newer'))).toBe('new');
});

test('A sale of this process ends what is known of seats, and leaves what is known of films', async () => {
  const { kept, sell } = aHouse(false);
  await kept.get('/a', seats, async () => 'free');
  await kept.get('/b', films, async () => 'a film');
  sell();
  kept.forget('house');
  expect(kept.known('/a')).toBeNull();
  expect(await textOf(kept.get('/b', films, async () => 'read again'))).toBe('a film');
  kept.forget('programme');
  expect(kept.known('/b')).toBeNull();
});

test('A slow reading is not begun twice at once: those who come too late to share it wait for one more', async () => {
  const { kept } = aHouse(true);
  const { promise: end, resolve: finish } = Promise.withResolvers<void>();
  let under = 0;
  let most = 0;
  let readings = 0;
  const make = async () => {
    most = Math.max(most, ++under);
    const mine = String(++readings);
    await end;
    under -= 1;
    return mine;
  };
  const first = kept.get('/a', seats, make);
  await pass(100);
  const late = [kept.get('/a', seats, make), kept.get('/a', seats, make)];
  finish();
  expect(await textOf(first)).toBe('1');
  expect(await Promise.all(late.map(textOf))).toEqual(['2', '2']);
  expect(most).toBe(1);
});

test('Neither a refusal nor a fault is kept', async () => {
  const { kept } = aHouse(false);
  expect(await kept.get('/a', seats, async () => refuse('not_found'))).toMatchObject({ refused: 'not_found' });
  await expect(kept.get('/a', seats, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await textOf(kept.get('/a', seats, async () => 'there'))).toBe('there');
});

test('While the database is away nothing is given that could not be confirmed', async () => {
  const { kept, goAway } = aHouse(false);
  await kept.get('/a', films, async () => 'a film');
  goAway();
  await pass(60);
  expect(kept.known('/a')).toBeNull();
  await expect(kept.get('/a', films, async () => 'a film')).rejects.toThrow('away');
});

test('Ahead of its end a changed answer is made anew, once, and whoever asks has what is known', async () => {
  const { kept } = aHouse(true);
  let readings = 0;
  const make = async () => String(++readings);
  await kept.get('/a', seats, make);
  expect(kept.known('/a')?.text.toString()).toBe('1');
  while (kept.known('/a')) await pass(1);
  const both = [kept.get('/a', seats, make), kept.get('/a', seats, make)];
  expect(await Promise.all(both.map(textOf))).toEqual(['1', '1']);
  await pass(10);
  expect(readings).toBe(2);
});

test('What was read ahead of a change is not given after it', async () => {
  const { kept } = aHouse(true);
  await kept.get('/a', seats, async () => 'old');
  await pass(45);
  const { promise: end, resolve: finish } = Promise.withResolvers<string>();
  const ahead = kept.get('/a', seats, () => end);
  await pass(2);
  kept.forget('house');
  expect(await textOf(ahead)).toBe('old');
  finish('old too');
  await pass(2);
  expect(kept.known('/a')).toBeNull();
  expect(await textOf(kept.get('/a', seats, async () => 'new'))).toBe('new');
});

test('Whatever addresses people think of, no more is kept than there is room for', async () => {
  const { kept } = aHouse(false, 100_000);
  const addresses = Array.from({ length: 500 }, (_, i) => `/api/movies/?search=${i}`);
  for (const address of addresses) await kept.get(address, films, async () => 'x'.repeat(1_000));
  let still = 0;
  for (const address of addresses.reverse()) {
    if ((await textOf(kept.get(address, films, async () => 'made anew'))) === 'made anew') break;
    still += 1;
  }
  expect(still).toBeGreaterThan(20);
  expect(still).toBeLessThan(60);
});
