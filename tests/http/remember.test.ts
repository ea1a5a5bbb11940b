import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPulse } from '../../server/http/pulse.ts';
import { rememberWith } from '../../server/http/remember.ts';

function aProgramme(most?: number) {
  let edition = 1;
  let looks = 0;
  const pulse = createPulse(async () => {
    await delay(1);
    return { edition, stamp: String(++looks) };
  });
  return { pulse, remember: rememberWith(pulse, most), change: () => (edition += 1) };
}

test('What the programme says is loaded once for all who want it, whatever is sold, and again when it has changed', async () => {
  const { remember, change } = aProgramme();
  let loads = 0;
  const price = () => remember('price', async () => ++loads);
  expect(await Promise.all([price(), price()])).toEqual([1, 1]);
  await delay(80);
  expect(await price()).toBe(1);
  change();
  await delay(60);
  expect(await price()).toBe(2);
});

test('A change by this process is seen by the next to ask', async () => {
  const { pulse, remember, change } = aProgramme();
  let title = 'old';
  expect(await remember('title', async () => title)).toBe('old');
  title = 'new';
  change();
  pulse.forget('programme');
  expect(await remember('title', async () => title)).toBe('new');
});

test('A fault is not remembered', async () => {
  const { remember } = aProgramme();
  await expect(remember('film', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await remember('film', async () => 'there')).toBe('there');
});

test('No more is remembered than there is room for', async () => {
  const { remember } = aProgramme(10);
  let loads = 0;
  for (let i = 0; i < 25; i++) await remember(`film ${i}`, async () => ++loads);
  expect(await remember('film 24', async () => ++loads)).toBe(25);
  expect(await remember('film 3', async () => ++loads)).toBe(26);
});

test('What is large takes the room of many', async () => {
  const { remember } = aProgramme(10);
  let loads = 0;
  const film = () => remember('film', async () => ++loads);
  expect(await film()).toBe(1);
  await remember('a list of a hundred', async () => ++loads, 9);
  expect(await film()).toBe(3);
});
