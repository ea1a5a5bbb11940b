import { type Refusal, refuse } from './refusals.ts';

export type AgePolicy = 'advisory' | 'accompanied' | 'strict';

/**
 * Rule 12. Strict: no ticket type that is only for people under the limit. Accompanied: a child's ticket that somebody
 * under the limit may hold needs at least one adult's beside it. Advisory says nothing. `minAge` and `maxAge` are the
 * ages that a ticket type is for, in full years and both included; null if it has no such end.
 */
export function judgeAge(
  film: { ageLimit: number; agePolicy: AgePolicy },
  types: readonly { isChild: boolean; minAge: number | null; maxAge: number | null }[],
): Refusal | null {
  const children = types.filter((type) => type.isChild);
  if (film.agePolicy === 'strict' && children.some((type) => (type.maxAge ?? 0) < film.ageLimit)) {
    return refuse('age_restricted', { ageLimit: film.ageLimit });
  }
  const young = children.some((type) => (type.minAge ?? 0) < film.ageLimit);
  const alone = children.length === types.length;
  return film.agePolicy === 'accompanied' && young && alone
    ? refuse('adult_required', { ageLimit: film.ageLimit })
    : null;
}

/** Must the customer say that they know of the rating before they pay? */
export function wantsAcknowledgement(film: { ageLimit: number; agePolicy: AgePolicy }): boolean {
  return film.agePolicy !== 'advisory' && film.ageLimit > 0;
}

/**
 * The latest date of birth of somebody who has turned `age` on a local date; both are `YYYY-MM-DD`. Whoever was born on
 * 29 February turns a year older on 1 March of a common year: the date as written must have come.
 */
export function bornBy(age: number, date: string): string {
  const year = Number(date.slice(0, 4)) - age;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const day = date.slice(4);
  return `${year}${day === '-02-29' && !leap ? '-02-28' : day}`;
}
