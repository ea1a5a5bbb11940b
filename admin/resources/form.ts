import { z } from 'zod';
import { resourceWords } from '../../server/contract/words/en/office-resources.ts';
import type { FormProblem, Values } from './resource.ts';

const { problems } = resourceWords;

/** What the fields of our forms are made of. AdminJS sends text, numbers and empty strings; each says what is wrong. */
const blank = (value: unknown) => (value === '' || value === null ? undefined : value);

export const line = (most: number) =>
  z.preprocess(
    blank,
    z
      .string(problems.needed)
      .trim()
      .min(1, problems.needed)
      .max(most, problems.tooLong(most))
      .refine(storable, problems.needed),
  );

export const maybeLine = (most: number) =>
  z.preprocess((value) => blank(value) ?? '', z.string().trim().max(most, problems.tooLong(most)).refine(storable));

export const whole = (least: number, most: number) => {
  const words = problems.wholeNumber(least, most);
  return z.preprocess(blank, z.coerce.number<unknown>(words).int(words).min(least, words).max(most, words));
};

export const maybeWhole = (least: number, most: number) =>
  z.preprocess(
    (value) => blank(value) ?? null,
    z.union([z.null(), whole(least, most)], problems.wholeNumber(least, most)),
  );

/** A number with at most `digits` decimals, with a point or a comma, as the whole number that is kept: `9.5` is 950. */
export const decimal = (digits: number, most: number) => {
  const words = problems.decimal(digits, decimalShown(most, digits));
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.trim().replace(',', '.') : value),
    z
      .union([z.string(), z.number()], problems.needed)
      .transform(String)
      .refine((text) => new RegExp(`^\\d{1,9}(\\.\\d{1,${digits}})?$`).test(text), words)
      .transform((text) => Math.round(Number(text) * 10 ** digits))
      .refine((value) => value <= most, words),
  );
};

/** What was kept of a `decimal`, as it is typed: 950 is `9.5`. */
export const decimalShown = (value: number, digits: number) => String(value / 10 ** digits);

export const yesNo = z.preprocess((value) => value === true || value === 'true', z.boolean());

export const choice = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  z.enum(options, problems.choice);

export const code = z.string(problems.code).regex(/^[a-z][a-z0-9-]{0,39}$/, problems.code);

export const email = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim() : value),
  z.email(problems.email).max(200, problems.tooLong(200)),
);

export const maybeDay = z.preprocess(
  (value) => (typeof value === 'string' && value !== '' ? value.slice(0, 10) : null),
  z.union([z.null(), z.iso.date(problems.day)], problems.day),
);

/** A list that AdminJS sends as `cast.0`, `cast.1`; nothing at all when it is empty. */
export const names = (mostNames: number, most: number) =>
  z.preprocess(
    (value) => (Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.values(value) : []),
    z.array(z.string().trim().min(1).max(most, problems.tooLong(most)).refine(storable)).max(mostNames),
  );

function storable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** A form by its schema; what is not in the schema is never looked at. */
export function readForm<Schema extends z.ZodType>(schema: Schema, values: Values): z.output<Schema> | FormProblem {
  const read = schema.safeParse(values);
  if (read.success) return read.data;
  return {
    problems: Object.fromEntries(read.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message])),
  };
}

export function isProblem(read: unknown): read is FormProblem {
  return typeof read === 'object' && read !== null && 'problems' in read;
}
