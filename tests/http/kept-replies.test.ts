import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { refuse } from '../../server/contract/refusals.ts';
import { type KeptReply, keptReplies, type Manner } from '../../server/http/kept-replies.ts';

const manner: Manner = { type: 'application/json', cacheControl: 'no-cache', vary: null, wait: null, route: '/a' };
const textOf = async (reply: Promise<unknown>) => ((await reply) as KeptReply).text.toString();

test('Whoever asks in the same moment shares one reading, and a later moment has its own', async () => {
  const kept = keptReplies();
  let readings = 0;
  const make = async () => String(++readings);
  expect(await Promise.all([textOf(kept.get('/a', manner, make)), textOf(kept.get('/a', manner, make))])).toEqual([
    '1',
    '1',
  ]);
  expect(await textOf(kept.get('/b', manner, make))).toBe('2');
  await delay(120);
  expect(await textOf(kept.get('/a', manner, make))).toBe('3');
});

test('What this process has changed is read anew at once, even while the old is being read', async () => {
  const kept = keptReplies();
  const old = kept.get('/a', manner, () => delay(30, 'old'));
  kept.forget();
  expect(await textOf(kept.get('/a', manner, async () => 'new'))).toBe('new');
  expect(await textOf(old)).toBe('old');
  expect(await textOf(kept.get('/a', manner, async () => 'newer'))).toBe('new');
});

test('A slow reading is not begun twice at once: those who come too late to share it wait for one more', async () => {
  const kept = keptReplies();
  let under = 0;
  let most = 0;
  let readings = 0;
  const make = async () => {
    most = Math.max(most, ++under);
    const mine = String(++readings);
    await delay(200);
    under -= 1;
    return mine;
  };
  const first = kept.get('/a', manner, make);
  await delay(100);
  const late = [kept.get('/a', manner, make), kept.get('/a', manner, make)];
  expect(await textOf(first)).toBe('1');
  expect(await Promise.all(late.map(textOf))).toEqual(['2', '2']);
  expect(most).toBe(1);
});

test('Neither a refusal nor a fault is kept', async () => {
  const kept = keptReplies();
  expect(await kept.get('/a', manner, async () => refuse('not_found'))).toMatchObject({ refused: 'not_found' });
  await expect(kept.get('/a', manner, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await textOf(kept.get('/a', manner, async () => 'there'))).toBe('there');
});

test('From the middle of its life an answer is read ahead, once, and whoever asks has what is known', async () => {
  const kept = keptReplies();
  let readings = 0;
  const make = async () => String(++readings);
  await kept.get('/a', manner, make);
  expect(kept.known('/a')?.text.toString()).toBe('1');
  while (kept.known('/a')) await delay(1);
  const both = [kept.get('/a', manner, make), kept.get('/a', manner, make)];
  const texts = await Promise.all(both.map(textOf));
  // On a machine that stood still for a moment there was nothing fresh left to give.
  expect([
    ['1', '1'],
    ['2', '2'],
  ]).toContainEqual(texts);
  await delay(1);
  expect(readings).toBe(2);
  expect(kept.known('/a')?.text.toString() ?? '2').toBe('2');
});

test('What was read ahead of a change is not given after it', async () => {
  const kept = keptReplies();
  await kept.get('/a', manner, async () => 'old');
  await delay(45);
  const ahead = kept.get('/a', manner, () => delay(20, 'old too'));
  kept.forget();
  await ahead;
  expect(kept.known('/a')).toBeNull();
  expect(await textOf(kept.get('/a', manner, async () => 'new'))).toBe('new');
});
