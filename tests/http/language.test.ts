import { expect, test } from 'vitest';
import { acceptedLanguage } from '../../server/http/language.ts';

test('the best language of Accept-Language that we speak is taken: by quality, then by order', () => {
  expect(acceptedLanguage('uk-UA,uk;q=0.9,en-US;q=0.8,en;q=0.7')).toBe('uk');
  expect(acceptedLanguage('de-DE,de;q=0.9,uk;q=0.5,en;q=0.4')).toBe('uk');
  expect(acceptedLanguage('en;q=0.4, uk;q=0.8')).toBe('uk');
  expect(acceptedLanguage('en, uk')).toBe('en');
  expect(acceptedLanguage('EN-gb')).toBe('en');
  expect(acceptedLanguage('UK')).toBe('uk');
});

test('a quality of 0 says "not this one", and languages that nobody here speaks count for nothing', () => {
  expect(acceptedLanguage('uk;q=0, en;q=0.1')).toBe('en');
  expect(acceptedLanguage('uk;q=0')).toBeNull();
  expect(acceptedLanguage('de, fr;q=0.9, *;q=0.1')).toBeNull();
});

test('what cannot be read counts as left out, however long it is', () => {
  for (const garbage of ['', ',', ';q=1', 'uk;q=2', 'uk;q=-1', 'uk;q=0.12345', 'uk;;q=1', '../uk', '\u0000', 'uk en'])
    expect(acceptedLanguage(garbage), garbage).toBeNull();
  expect(acceptedLanguage('uk;q=nope, en')).toBe('en');
  const began = process.threadCpuUsage();
  expect(acceptedLanguage(`${'a-'.repeat(1e5)},uk`)).toBeNull();
  const { user, system } = process.threadCpuUsage(began);
  // In microseconds of work: the machine may have had other things to do meanwhile.
  expect(user + system).toBeLessThan(50_000);
});
