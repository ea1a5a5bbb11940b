import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { refuse } from '../../server/contract/refusals.ts';
import { type KeptReply, keptReplies } from '../../server/http/kept-replies.ts';

const textOf = async (reply: Promise<unknown>) => ((await reply) as KeptReply).text.toString();

test('Whoever asks in the same moment shares one reading, and a later moment has its own', async () => {
  const kept = keptReplies();
  let readings = 0;
  const make = async () => String(++readings);
  expect(await Promise.all([textOf(kept.get('/a', make)), textOf(kept.get('/a', make))])).toEqual(['1', '1']);
  expect(await textOf(kept.get('/b', make))).toBe('2');
  await delay(120);
  expect(await textOf(kept.get('/a', make))).toBe('3');
});

test('What this process has changed is read anew at once, even while the old is being read', async () => {
  const kept = keptReplies();
  const old = kept.get('/a', () => delay(30, 'old'));
  kept.forget();
  expect(await textOf(kept.get('/a', async () => 'new'))).toBe('new');
  expect(await textOf(old)).toBe('old');
  expect(await textOf(kept.get('/a', async () => 'newer'))).toBe('new');
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
  const first = kept.get('/a', make);
  await delay(100);
  const late = [kept.get('/a', make), kept.get('/a', make)];
  expect(await textOf(first)).toBe('1');
  expect(await Promise.all(late.map(textOf))).toEqual(['2', '2']);
  expect(most).toBe(1);
});

test('Neither a refusal nor a fault is kept', async () => {
  const kept = keptReplies();
  expect(await kept.get('/a', async () => refuse('not_found'))).toMatchObject({ refused: 'not_found' });
  await expect(kept.get('/a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await textOf(kept.get('/a', async () => 'there'))).toBe('there');
});
