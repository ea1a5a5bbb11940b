import type { DrawnSeat } from '../plan-problems.ts';
import type { SeatKind } from '../seats.ts';

/** The columns of a plan file, in the order in which they are written. */
export const planColumns: readonly string[] = [
  'row',
  'number',
  'category',
  'kind',
  'x',
  'y',
  'angle',
  'block',
  'partner',
];

/** A row's letter or a seat's number: short, so that it reads on a ticket in the dark. */
export const seatLabelPattern = /^[\p{L}\p{N}][\p{L}\p{N}-]{0,3}$/u;

const kinds: readonly string[] = ['standard', 'wheelchair', 'companion', 'love'] satisfies SeatKind[];
const isKind = (text: string): text is SeatKind => kinds.includes(text);

/** Farther out than any hall reaches, in pitches. */
const FAR = 500;

interface FieldProblem {
  problem: string;
  column: string;
  value: string;
}

/**
 * One seat from the fields of a line or of a JSON object; text and numbers are both read. A block that is not given is
 * -1. What is wrong is answered by column; the seat then is not to be used.
 */
export function readSeat(
  fields: Record<string, unknown>,
  categories: ReadonlySet<string>,
): { seat: DrawnSeat; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const wrong = (column: string, problem: string) => problems.push({ problem, column, value: textOf(fields[column]) });

  const label = (column: string) => {
    const text = textOf(fields[column]);
    if (text === '') wrong(column, 'empty_cell');
    else if (!seatLabelPattern.test(text)) wrong(column, 'bad_label');
    return text;
  };
  const number = (column: string, fallback: number | null) => {
    const text = textOf(fields[column]);
    if (text === '' && fallback !== null) return fallback;
    // A decimal comma is what a spreadsheet writes beside semicolons.
    const value = text === '' ? Number.NaN : Number(text.replace(',', '.'));
    if (Math.abs(value) <= FAR) return value;
    wrong(column, text === '' ? 'empty_cell' : 'not_a_number');
    return 0;
  };

  const kind = textOf(fields.kind) || 'standard';
  if (!isKind(kind)) wrong('kind', 'unknown_kind');
  const category = textOf(fields.category);
  if (!categories.has(category)) wrong('category', category === '' ? 'empty_cell' : 'unknown_category');
  const seat: DrawnSeat = {
    row: label('row'),
    number: label('number'),
    category,
    kind: isKind(kind) ? kind : 'standard',
    x: number('x', null),
    y: number('y', null),
    angle: number('angle', 0),
    block: number('block', -1),
    position: 0,
    partner: textOf(fields.partner) || null,
  };
  return { seat, problems };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
