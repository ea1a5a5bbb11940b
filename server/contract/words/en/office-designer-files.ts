import type { FileProblem } from '../../plan-editing/plan-file.ts';
import type { PlanProblemKind } from '../../plan-problems.ts';
import { designerWords } from './office-designer.ts';

const columns: Record<string, string> = {
  row: 'row',
  number: 'seat number',
  category: 'category',
  kind: 'kind',
  x: 'x',
  y: 'y',
  angle: 'angle',
  block: 'block',
  partner: 'partner',
};

type Say = (problem: FileProblem, categories: readonly string[], place: (at: string) => string) => string;
const column = ({ column: name = '' }: FileProblem) => columns[name] ?? name;

const says: Record<string, Say> = {
  empty_file: () => 'The file holds no seats.',
  not_json: () => 'The file is no JSON.',
  not_a_plan: () => 'The file is JSON, but no seat plan exported from here.',
  too_many_seats: () => 'The file holds more than 5000 seats.',
  open_quote: () => 'A quotation mark is opened here and never closed.',
  missing_column: (p) => `The column "${p.column}" is missing.`,
  unknown_column: (p) => `The column "${p.column}" is not known, or is there twice.`,
  wrong_length: (p) => `The line has not as many cells as the first one (${p.value}).`,
  empty_cell: (p) => `The ${column(p)} is missing.`,
  bad_label: (p) => `"${p.value}" is no ${column(p)}: it takes one to four letters or figures.`,
  not_a_number: (p) => `"${p.value}" is no number for ${column(p)}.`,
  unknown_category: (p, categories) => `There is no category "${p.value}". The cinema has ${categories.join(', ')}.`,
  unknown_kind: (p) => `"${p.value}" is no kind of seat. There are standard, wheelchair, companion and love.`,
  duplicate_in_file: (p, _, place) => `${p.seats?.[0]} is there already, in ${place(p.value ?? '')}.`,
  unknown_partner: (p) => `The partner "${p.value}" is not in the file.`,
  block_against_gaps: (p) =>
    `Seat ${p.seats?.[0]} is in another block than its place says: an aisle, and only an aisle, ends a block.`,
};

/** One thing that is wrong in a file, beginning with its line or seat. */
export function fileProblemWords(
  problem: FileProblem,
  counted: 'line' | 'seat',
  categories: readonly string[],
): string {
  const say = says[problem.problem];
  const place = (at: string | number) => `${counted} ${at}`;
  const said = say
    ? say(problem, categories, place)
    : designerWords.problem({ problem: problem.problem as PlanProblemKind, seats: problem.seats ?? [], ids: [] });
  return problem.at === null ? said : `${counted === 'line' ? 'Line' : 'Seat'} ${problem.at}: ${said}`;
}
