import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moveSeats } from '../../../server/contract/plan-editing/arrange.ts';
import { comparePlans, isUnchanged } from '../../../server/contract/plan-editing/compare-plans.ts';
import { curveSeats } from '../../../server/contract/plan-editing/curve.ts';
import { toDrawn } from '../../../server/contract/plan-editing/drawn.ts';
import { numberSeats } from '../../../server/contract/plan-editing/numbering.ts';
import {
  MOST_SEATS,
  readPlanFile,
  writePlanCsv,
  writePlanJson,
} from '../../../server/contract/plan-editing/plan-file.ts';
import { fileProblemWords } from '../../../server/contract/words/en/office-designer-files.ts';
import { all, board, boards, categories, chosen } from './boards.ts';

const codes = [...categories];
const header = 'row,number,category,kind,x,y,angle,block,partner';

/** What a person reads who imports this. */
function refusals(text: string): string[] {
  const result = readPlanFile(text, categories);
  if ('draft' in result) return [];
  return result.problems.map((problem) => fileProblemWords(problem, result.counted, codes));
}

describe('a seat plan', () => {
  test('comes back from a file as it was written, CSV or JSON', () => {
    fc.assert(
      fc.property(boards, (draft) => {
        const plan = toDrawn(draft);
        for (const text of [writePlanCsv(plan), writePlanJson(plan)]) {
          const read = readPlanFile(text, categories);
          expect('draft' in read && toDrawn(read.draft)).toEqual(plan);
        }
      }),
    );
  });

  test('may come from a spreadsheet: semicolons, decimal commas, quotes, a mark at the front, no needless columns', () => {
    const read = readPlanFile(
      '\uFEFFrow;number;category;x;y\r\n"A";1;standard;0,5;0\r\n\r\nA;2;standard;1,5;0\r\n',
      categories,
    );
    expect('draft' in read && read.draft.seats.map(({ x }) => x)).toEqual([0.5, 1.5]);
  });
});

describe('a file that is wrong is refused whole, each thing by its line', () => {
  const line = (cells: string) => `${header}\nA,1,standard,standard,0,0,0,0,\n${cells}\n`;

  test('for what a cell says', () => {
    expect(refusals(line('A,2,royal,standard,1,0,0,0,'))).toEqual([
      `Line 3: There is no category "royal". The cinema has ${codes.join(', ')}.`,
    ]);
    expect(refusals(line(',2,standard,sofa,left,0,0,0,'))).toEqual([
      'Line 3: "sofa" is no kind of seat. There are standard, wheelchair, companion and love.',
      'Line 3: The row is missing.',
      'Line 3: "left" is no number for x.',
    ]);
    expect(refusals(line('=1+1,2,standard,standard,1,0,0,0,'))[0]).toContain('"=1+1" is no row');
    expect(refusals(line('A,2,standard,standard,1e999,0,0,0,'))[0]).toContain('is no number for x');
  });

  test('for what the lines say together', () => {
    expect(refusals(line('A,1,standard,standard,1,0,0,0,'))).toEqual(['Line 3: A1 is there already, in line 2.']);
    expect(refusals(line('A,2,standard,companion,1,0,0,0,B7'))).toEqual([
      'Line 3: The partner "B7" is not in the file.',
    ]);
    expect(refusals(line('A,2,standard,companion,1,0,0,0,A1'))[0]).toMatch(/^Line 3: Companion seat A2 has no/);
    expect(refusals(line('A,2,standard,standard,0.2,0,0,0,'))[0]).toMatch(/^Line 3: A1 and A2 stand in the same/);
    expect(refusals(line('A,2,standard,standard,1,0,0,1,'))[0]).toMatch(/^Line 3: Seat A2 is in another block/);
  });

  test('for its shape', () => {
    expect(refusals('')).toEqual(['The file holds no seats.']);
    expect(refusals(`${header}\n`)).toEqual(['The file holds no seats.']);
    expect(refusals('row,number,colour,x,y\nA,1,red,0,0')).toEqual([
      'Line 1: The column "category" is missing.',
      'Line 1: The column "colour" is not known, or is there twice.',
    ]);
    expect(refusals(line('A,2,standard'))).toEqual([
      'Line 3: The line has not as many cells as the first one (3 / 9).',
    ]);
    expect(refusals(line('"A,2,standard'))).toEqual(['Line 3: A quotation mark is opened here and never closed.']);
    expect(refusals('{"seats"')).toEqual(['The file is no JSON.']);
    expect(refusals('{"seats": []}')[0]).toContain('no seat plan exported from here');
    expect(refusals('{"format": "foyer-seat-plan", "seats": [null]}')[0]).toMatch(/^Seat 1: /);
    const endless = Array.from({ length: MOST_SEATS + 1 }, (_, i) => `A,${i},standard,standard,${i},0,0,0,`).join('\n');
    expect(refusals(`${header}\n${endless}`)).toEqual(['The file holds more than 5000 seats.']);
  });

  test('whatever it is, without a fault', () => {
    fc.assert(fc.property(fc.string(), (text) => void readPlanFile(text, categories)));
    fc.assert(fc.property(fc.json(), (text) => void readPlanFile(text, categories)));
    const cell = fc.oneof(fc.string(), fc.constantFrom('A', '1', 'standard', 'love', '"', ';', '-1'));
    const lines = fc.array(fc.array(cell, { minLength: 9, maxLength: 9 }).map((cells) => cells.join(',')));
    fc.assert(fc.property(lines, (rows) => void readPlanFile([header, ...rows].join('\n'), categories)));
  });
});

describe('two versions of a plan', () => {
  const before = board('A ssss\nB ssss');

  test('are compared by the chairs, so that new numbers are new names', () => {
    const again = numberSeats(before, chosen(before, 'A1', 'A2', 'A3', 'A4'), {
      scheme: 'right-left',
      start: 1,
      countAisles: false,
    });
    const changes = comparePlans(toDrawn(before), toDrawn(again));
    expect(changes.renamed).toContainEqual({ from: 'A1', to: 'A4' });
    expect([changes.added, changes.removed, changes.moved]).toEqual([[], [], []]);
  });

  test('say what was added, removed, moved and changed, even where the whole plan shifted', () => {
    const after = board('A    ssss\nB ss sssp');
    const changes = comparePlans(toDrawn(board('A ssss\nB ssss')), toDrawn(after));
    expect(changes.removed).toEqual([]);
    expect(changes.added).toHaveLength(2);
    const moved = comparePlans(toDrawn(before), toDrawn(moveSeats(before, chosen(before, 'B4'), { x: 2, y: 0 })));
    expect(moved).toEqual({ added: [], removed: [], renamed: [], moved: ['B4'], changed: [], reshaped: false });
    const round = comparePlans(toDrawn(before), toDrawn(curveSeats(before, all(before), 12)));
    expect(round).toEqual({ added: [], removed: [], renamed: [], moved: [], changed: [], reshaped: true });
    expect(isUnchanged(comparePlans(toDrawn(before), toDrawn(moveSeats(before, all(before), { x: 3, y: 9 }))))).toBe(
      true,
    );
  });
});
