import type { DrawnPlan, DrawnSeat } from '../plan-problems.ts';
import { seatLabel } from '../seats.ts';
import { readCsv, writeCsv } from './csv.ts';
import type { Draft } from './draft.ts';
import { fromDrawn, toDrawn } from './drawn.ts';
import { draftProblems } from './problems.ts';
import { planColumns, readSeat, seatLabelPattern } from './seat-fields.ts';

/**
 * What is wrong in a file: in which line (of a CSV file) or seat (of a JSON file), both counted from 1; null where it
 * is the file itself. `words/en/office-designer.ts` says each to a person.
 */
export interface FileProblem {
  at: number | null;
  problem: string;
  /** What the words need: the cell's text, the column, other labels. */
  column?: string;
  value?: string;
  seats?: string[];
}

export type PlanFile = { draft: Draft } | { counted: 'line' | 'seat'; problems: FileProblem[] };

/** Halls are smaller; a file that is larger is some other file. */
export const MOST_SEATS = 5000;
export const MOST_BYTES = 2 * 1024 * 1024;

const format = 'foyer-seat-plan';

/** Reads a seat plan, whole or not at all: with anything wrong in it, all that is wrong is answered instead. */
export function readPlanFile(text: string, categories: ReadonlySet<string>): PlanFile {
  return /^\s*[{[]/.test(text) ? readPlanJson(text, categories) : readPlanCsv(text, categories);
}

function readPlanCsv(text: string, categories: ReadonlySet<string>): PlanFile {
  const refused = (...problems: FileProblem[]): PlanFile => ({ counted: 'line', problems });
  const read = readCsv(text);
  if ('openQuote' in read) return refused({ at: read.openQuote, problem: 'open_quote' });
  const [header, ...lines] = read.lines;
  if (!header) return refused({ at: null, problem: 'empty_file' });
  const names = header.cells.map((name) => name.toLowerCase());
  const missing = ['row', 'number', 'category', 'x', 'y'].filter((name) => !names.includes(name));
  const unknown = names.filter((name, i) => !planColumns.includes(name) || names.indexOf(name) !== i);
  if (missing.length + unknown.length > 0) {
    return refused(
      ...missing.map((column): FileProblem => ({ at: header.line, problem: 'missing_column', column })),
      ...unknown.map((column): FileProblem => ({ at: header.line, problem: 'unknown_column', column })),
    );
  }
  const records = lines.map(({ line, cells }) => ({
    at: line,
    cells: cells.length,
    fields: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])),
  }));
  const ragged = records
    .filter((record) => record.cells !== names.length)
    .map(({ at, cells }): FileProblem => ({ at, problem: 'wrong_length', value: `${cells} / ${names.length}` }));
  return ragged.length > 0 ? refused(...ragged) : assembled('line', records, categories);
}

function readPlanJson(text: string, categories: ReadonlySet<string>): PlanFile {
  const refused = (problem: string): PlanFile => ({ counted: 'seat', problems: [{ at: null, problem }] });
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return refused('not_json');
  }
  const seats = isRecord(file) && file.format === format ? file.seats : null;
  if (!Array.isArray(seats)) return refused('not_a_plan');
  const records = seats.map((seat: unknown, i) => ({ at: i + 1, fields: isRecord(seat) ? seat : {} }));
  return assembled('seat', records, categories);
}

interface Found {
  at: number;
  fields: Record<string, unknown>;
}

function assembled(counted: 'line' | 'seat', records: readonly Found[], categories: ReadonlySet<string>): PlanFile {
  if (records.length === 0) return { counted, problems: [{ at: null, problem: 'empty_file' }] };
  if (records.length > MOST_SEATS) return { counted, problems: [{ at: null, problem: 'too_many_seats' }] };
  const read = records.map(({ at, fields }) => ({ at, ...readSeat(fields, categories) }));
  const wrong = read.flatMap(({ at, problems }) => problems.map((problem): FileProblem => ({ at, ...problem })));
  if (wrong.length > 0) return { counted, problems: wrong };
  const seats = read.map(({ seat }) => seat);
  const linked = linkProblems(seats, (i) => records[i]?.at ?? 0);
  if (linked.length > 0) return { counted, problems: linked };
  const draft = fromDrawn({ seats });
  const rules = draftProblems(draft, categories).map(({ problem, seats: labels, ids }): FileProblem => {
    const last = Math.max(0, ...ids);
    return { at: records[last - 1]?.at ?? null, problem, seats: labels };
  });
  const blocks = rules.length > 0 ? rules : blockProblems(seats, draft, (i) => records[i]?.at ?? 0);
  return blocks.length > 0 ? { counted, problems: blocks } : { draft };
}

function linkProblems(seats: readonly DrawnSeat[], placeOf: (index: number) => number): FileProblem[] {
  const first = new Map<string, number>();
  const known = new Set(seats.map(seatLabel));
  return seats.flatMap((seat, i): FileProblem[] => {
    const label = seatLabel(seat);
    const before = first.get(label);
    if (before === undefined) first.set(label, i);
    const at = placeOf(i);
    return [
      ...(before === undefined
        ? []
        : [{ at, problem: 'duplicate_in_file', seats: [label], value: String(placeOf(before)) }]),
      ...(seat.partner !== null && !known.has(seat.partner)
        ? [{ at, problem: 'unknown_partner', value: seat.partner }]
        : []),
    ];
  });
}

/** Blocks follow from the gaps between seats. A file that numbers them must mean the same runs. */
function blockProblems(seats: readonly DrawnSeat[], draft: Draft, placeOf: (index: number) => number): FileProblem[] {
  if (seats.every((seat) => seat.block < 0)) return [];
  const runs = new Map(toDrawn(draft).seats.map((seat) => [seatLabel(seat), seat.block]));
  const runOf = new Map<number, number>();
  const blockOf = new Map<number, number>();
  return seats.flatMap((seat, i): FileProblem[] => {
    const run = runs.get(seatLabel(seat)) ?? 0;
    const agrees = (runOf.get(seat.block) ?? run) === run && (blockOf.get(run) ?? seat.block) === seat.block;
    runOf.set(seat.block, runOf.get(seat.block) ?? run);
    blockOf.set(run, blockOf.get(run) ?? seat.block);
    return agrees ? [] : [{ at: placeOf(i), problem: 'block_against_gaps', seats: [seatLabel(seat)] }];
  });
}

export function writePlanCsv(plan: DrawnPlan): string {
  const lines = plan.seats.map((seat) => [
    seat.row,
    seat.number,
    seat.category,
    seat.kind,
    seat.x,
    seat.y,
    seat.angle,
    seat.block,
    seat.partner ?? '',
  ]);
  return writeCsv([planColumns, ...lines]);
}

export function writePlanJson(plan: DrawnPlan): string {
  const seats = plan.seats.map(({ position: _, ...seat }) => seat);
  return `${JSON.stringify({ format, version: 1, width: plan.width, height: plan.height, seats }, null, 2)}\n`;
}

export function isLabelPart(text: string): boolean {
  return seatLabelPattern.test(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
