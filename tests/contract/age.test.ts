import { expect, test } from 'vitest';
import { bornBy, judgeAge, wantsAcknowledgement } from '../../server/contract/age.ts';

const adult = { isChild: false, minAge: null, maxAge: null };
const child = { isChild: true, minAge: null, maxAge: 12 };

test('A strict rating sells no ticket that is only for people under it', () => {
  const film = { ageLimit: 18, agePolicy: 'strict' } as const;
  expect(judgeAge(film, [adult, child])?.refused).toBe('age_restricted');
  expect(judgeAge(film, [adult])).toBeNull();
});

test('An accompanied rating wants an adult in the order of a child', () => {
  const film = { ageLimit: 16, agePolicy: 'accompanied' } as const;
  expect(judgeAge(film, [child, child])?.refused).toBe('adult_required');
  expect(judgeAge(film, [child, adult])).toBeNull();
  expect(judgeAge({ ageLimit: 12, agePolicy: 'accompanied' }, [child])?.refused).toBe('adult_required');
  expect(judgeAge({ ageLimit: 12, agePolicy: 'accompanied' }, [{ ...child, minAge: 12, maxAge: 15 }])).toBeNull();
});

test('An advisory rating, and one that children are old enough for, refuse nobody', () => {
  expect(judgeAge({ ageLimit: 16, agePolicy: 'advisory' }, [child])).toBeNull();
  expect(judgeAge({ ageLimit: 12, agePolicy: 'strict' }, [child])).toBeNull();
  expect(judgeAge({ ageLimit: 0, agePolicy: 'strict' }, [child])).toBeNull();
});

test('Only ratings that bind are asked about', () => {
  expect(wantsAcknowledgement({ ageLimit: 16, agePolicy: 'strict' })).toBe(true);
  expect(wantsAcknowledgement({ ageLimit: 16, agePolicy: 'advisory' })).toBe(false);
  expect(wantsAcknowledgement({ ageLimit: 0, agePolicy: 'accompanied' })).toBe(false);
});

test('Who was born by the date that is shown has turned that age on the local date; 29 February counts from 1 March in common years', () => {
  expect(bornBy(16, '2026-11-23')).toBe('2010-11-23');
  // Born on 29 February 2008, one is 17 on the first of these and 18 on the second.
  expect(bornBy(18, '2026-02-28')).toBe('2008-02-28');
  expect(bornBy(18, '2026-03-01')).toBe('2008-03-01');
  expect(bornBy(20, '2028-02-28')).toBe('2008-02-28');
  expect(bornBy(20, '2028-02-29')).toBe('2008-02-29');
  // 2010 has no such day, and who was born on 1 March is a day too young.
  expect(bornBy(18, '2028-02-29')).toBe('2010-02-28');
  expect(bornBy(128, '2028-02-29')).toBe('1900-02-28');
});
