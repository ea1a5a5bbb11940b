import type { LineProblemCode } from '../../../contract/api/staff/films-import.ts';

/** A value that was understood, or why it was not. */
export type Read<T> = { value: T } | { problem: LineProblemCode };

const longestFilm = 600;

/** Minutes of `124`, `124 min`, `2:04`, `2h 4m`, `PT2H4M`. */
export function minutesOf(text: string): Read<number> {
  const said = text.toLowerCase().replace(/\s+/g, '');
  const [, only] = /^(\d{1,4})(?:\.0+)?(?:min(?:ute)?s?\.?|m|хв\.?|′|')?$/.exec(said) ?? [];
  const [, hours, rest] =
    /^(?:pt)?(\d{1,2})(?:h(?:ours?|rs?)?|год\.?|:)(\d{1,2})?(?:m(?:in)?s?|хв\.?)?$/.exec(said) ?? [];
  const minutes = only ? Number(only) : hours ? Number(hours) * 60 + Number(rest ?? 0) : Number.NaN;
  return minutes >= 1 && minutes <= longestFilm ? { value: minutes } : { problem: 'bad_length' };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * `YYYY-MM-DD` of `Jun 12 1998`, `12 June 1998`, `1998-06-12`, `12.06.1998`, `12/06/1998`. Dates more than five years
 * ahead of `today` are refused: lists of old films have turned 1946 into 2046.
 */
export function dateOf(text: string, order: 'day first' | 'month first', today: Temporal.PlainDate): Read<string> {
  const date = calendarDate(text.trim().toLowerCase(), order);
  if (!date || date.year < 1888) return { problem: 'bad_date' };
  return Temporal.PlainDate.compare(date, today.add({ years: 5 })) > 0
    ? { problem: 'date_too_far' }
    : { value: date.toString() };
}

function calendarDate(said: string, order: 'day first' | 'month first'): Temporal.PlainDate | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?$/.exec(said);
  if (iso) return plainDate(iso[1], iso[2], iso[3]);
  const named = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(said);
  if (named) return plainDate(named[3], monthOf(named[1]), named[2]);
  const dayNamed = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4})$/.exec(said);
  if (dayNamed) return plainDate(dayNamed[3], monthOf(dayNamed[2]), dayNamed[1]);
  const figures = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(said);
  if (!figures) return null;
  const [, first, sign, second, year] = figures;
  // Dots are Europe's, whose day comes first.
  const dayFirst = sign === '.' || order === 'day first';
  return dayFirst ? plainDate(year, second, first) : plainDate(year, first, second);
}

const monthOf = (name: string | undefined) => String(months.indexOf(name ?? '') + 1);

function plainDate(year?: string, month?: string, day?: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    );
  } catch {
    return null;
  }
}

export function yearOf(text: string, today: Temporal.PlainDate): Read<number> {
  const year = /^\d{4}(?:\.0+)?$/.test(text) ? Number(text) : Number.NaN;
  return year >= 1888 && year <= today.year + 5 ? { value: year } : { problem: 'bad_year' };
}

export interface Rating {
  ageLimit: number;
  agePolicy: 'advisory' | 'accompanied' | 'strict';
}

const unrated = new Set(['not rated', 'unrated', 'nr', 'n/a', 'none', 'open', 'approved', 'passed', '-']);

/** Source: MPA, filmratings.com (R: under 17 with a parent; NC-17: nobody 17 and under); BBFC, bbfc.co.uk. */
const ratings: Record<string, Rating> = {
  g: { ageLimit: 0, agePolicy: 'advisory' },
  u: { ageLimit: 0, agePolicy: 'advisory' },
  pg: { ageLimit: 6, agePolicy: 'advisory' },
  'pg-13': { ageLimit: 13, agePolicy: 'advisory' },
  r: { ageLimit: 17, agePolicy: 'accompanied' },
  'nc-17': { ageLimit: 18, agePolicy: 'strict' },
  '12a': { ageLimit: 12, agePolicy: 'accompanied' },
  r18: { ageLimit: 18, agePolicy: 'strict' },
};

/** Null: the list says itself that there is no rating. A bare age, as `16+` or `FSK 16`, is advice. */
export function ratingOf(text: string): Read<Rating | null> {
  const said = text.trim().toLowerCase();
  if (unrated.has(said)) return { value: null };
  const known = ratings[said];
  if (known) return { value: known };
  const [, age] = /^(?:fsk\s*)?(\d{1,2})\s*\+?$/.exec(said) ?? [];
  return age !== undefined && Number(age) <= 21
    ? { value: { ageLimit: Number(age), agePolicy: 'advisory' } }
    : { problem: 'unknown_rating' };
}

const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
const codesByName = (type: 'region' | 'language', codes: string[]) => {
  const names = new Intl.DisplayNames('en', { type, fallback: 'none' });
  return new Map(codes.flatMap((code) => [[names.of(code)?.toLowerCase() ?? '', code]] as const));
};
const pairs = letters.flatMap((a) => letters.map((b) => a + b));
const countries = codesByName('region', pairs);
const languages = codesByName(
  'language',
  pairs.map((pair) => pair.toLowerCase()),
);
for (const [name, code] of [
  ['usa', 'US'],
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['south korea', 'KR'],
] as const) {
  countries.set(name, code);
}

const countryCodes = new Set(countries.values());
const languageCodes = new Set(languages.values());

/** ISO 3166 of a code or an English name; of several, the first. */
export function countryOf(text: string): Read<string> {
  const said = text.split(/[,;/|]/)[0]?.trim() ?? '';
  const code = countries.get(said.toLowerCase()) ?? said.toUpperCase();
  return countryCodes.has(code) ? { value: code } : { problem: 'unknown_country' };
}

/** BCP 47 of a code or an English name; of several, the first. */
export function languageOf(text: string): Read<string> {
  const said =
    text
      .split(/[,;/|]/)[0]
      ?.trim()
      .toLowerCase() ?? '';
  const code = languages.get(said) ?? said;
  return languageCodes.has(code) ? { value: code } : { problem: 'unknown_language' };
}
