import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addRow, placeBehind, seatsAlong } from '../../../server/contract/plan-editing/add-row.ts';
import { closeGaps, openAisle, rightOf } from '../../../server/contract/plan-editing/aisles.ts';
import {
  alignRows,
  deleteSeats,
  duplicateSeats,
  levelRows,
  moveSeats,
  turnSeats,
} from '../../../server/contract/plan-editing/arrange.ts';
import { curveOf, curveSeats } from '../../../server/contract/plan-editing/curve.ts';
import { type Draft, emptyDraft } from '../../../server/contract/plan-editing/draft.ts';
import { fromDrawn, toDrawn } from '../../../server/contract/plan-editing/drawn.ts';
import { begin, edit, redo, undo } from '../../../server/contract/plan-editing/history.ts';
import { pairSeats, setCategory, setKind } from '../../../server/contract/plan-editing/kinds.ts';
import { type NumberingScheme, numberSeats } from '../../../server/contract/plan-editing/numbering.ts';
import { draftProblems } from '../../../server/contract/plan-editing/problems.ts';
import { letterRows, rowName } from '../../../server/contract/plan-editing/row-names.ts';
import { rowsOf, runsOf } from '../../../server/contract/plan-editing/rows.ts';
import { tally } from '../../../server/contract/plan-editing/tally.ts';
import { all, board, boards, categories, chosen, labelsOf } from './boards.ts';

const brush = { category: 'standard', letters: 'clear' as const };
const numbers = (draft: Draft) => rowsOf(draft.seats).map((row) => row.seats.map((seat) => seat.number).join(' '));
const runs = (draft: Draft) => runsOf(draft.seats).map((run) => labelsOf(run).join(' '));
const partnerOf = (draft: Draft, label: string) => {
  const seat = draft.seats.find((one) => one.row + one.number === label);
  const partner = draft.seats.find((one) => one.id === seat?.partner);
  return partner ? partner.row + partner.number : null;
};

describe('a row', () => {
  test('has one seat a pitch, as long as the stroke was', () => {
    expect(seatsAlong({ x: 1, y: 2 }, { x: 4.2, y: 2.2 })).toEqual([1, 2, 3, 4].map((x) => ({ x, y: 2, angle: 0 })));
    expect(seatsAlong({ x: 4, y: 0 }, { x: 2, y: 0 }).map(({ x }) => x)).toEqual([2, 3, 4]);
    expect(seatsAlong({ x: 3, y: 3 }, { x: 3, y: 3 })).toHaveLength(1);
    expect(seatsAlong({ x: 0, y: 0 }, { x: 4, y: 3 }).every(({ angle }) => Math.round(angle) === 37)).toBe(true);
  });

  test('takes the next letter, or goes on with the row that stands at its height', () => {
    const first = addRow(emptyDraft, { from: { x: 0, y: 0 }, to: { x: 2, y: 0 }, ...brush }).draft;
    const second = addRow(first, { from: { x: 0, y: 1 }, to: { x: 1, y: 1 }, ...brush }).draft;
    const across = addRow(second, { from: { x: 5, y: 0 }, to: { x: 6, y: 0 }, ...brush }).draft;
    expect(runs(across)).toEqual(['A1 A2 A3', 'A4 A5', 'B1 B2']);
    const behind = addRow(across, { ...placeBehind(across, 3), ...brush });
    expect(runs(behind.draft).at(-1)).toBe('C1 C2 C3');
    expect(behind.added.size).toBe(3);
  });

  test('in a curved hall goes on with the row whose end it is next to', () => {
    const hall = board('A sssssssssss\nB sssssssssss', 12);
    const end = rowsOf(hall.seats)[1]?.seats.at(-1);
    if (!end) throw new Error('there is no row B');
    const from = { x: end.x + 2, y: end.y };
    expect(runs(addRow(hall, { from, to: from, ...brush }).draft).at(-1)).toBe('B12');
  });

  test('drawn anywhere on an empty board makes a plan that the server takes', () => {
    const place = fc.record({ x: fc.integer({ min: -40, max: 40 }), y: fc.integer({ min: -40, max: 40 }) });
    fc.assert(
      fc.property(place, place, (from, to) => {
        const { draft } = addRow(emptyDraft, { from, to, ...brush });
        expect(draftProblems(draft, categories)).toEqual([]);
      }),
    );
  });

  test('is lettered without the letters that read as figures', () => {
    expect([0, 7, 8, 23, 24, 47].map((i) => rowName(i, 'clear'))).toEqual(['A', 'H', 'J', 'Z', 'AA', 'AZ']);
    expect([8, 14, 25, 26].map((i) => rowName(i, 'plain'))).toEqual(['I', 'O', 'Z', 'AA']);
    const draft = board('A ss\nB ss\nC ss');
    const back = letterRows(draft, all(draft), { letters: 'clear', from: 'back' });
    expect(labelsOf(back.seats)).toEqual(['C1', 'C2', 'B1', 'B2', 'A1', 'A2']);
  });
});

describe('numbers', () => {
  const hall = board('A sss ss\nB  ss ss');
  const numbered = (scheme: NumberingScheme, countAisles = false) =>
    numbers(numberSeats(hall, all(hall), { scheme, start: 1, countAisles }));

  test('run from the left, from the right, or from the middle out', () => {
    expect(numbered('left-right')).toEqual(['1 2 3 4 5', '1 2 3 4']);
    expect(numbered('right-left')).toEqual(['5 4 3 2 1', '4 3 2 1']);
    expect(numbered('odd-even')).toEqual(['5 3 1 2 4', '3 1 2 4']);
  });

  test('may leave out those that an aisle would take', () => {
    expect(numbered('left-right', true)).toEqual(['1 2 3 5 6', '1 2 4 5']);
    expect(numbered('right-left', true)).toEqual(['6 5 4 2 1', '5 4 2 1']);
  });

  test('are never the same twice in a row', () => {
    const scheme = fc.constantFrom<NumberingScheme>('left-right', 'right-left', 'odd-even');
    fc.assert(
      fc.property(boards, scheme, fc.boolean(), (draft, how, countAisles) => {
        const done = numberSeats(draft, all(draft), { scheme: how, start: 1, countAisles });
        expect(new Set(labelsOf(done.seats)).size).toBe(done.seats.length);
      }),
    );
  });
});

describe('aisles', () => {
  test('split the rows they go through, and only those', () => {
    const draft = board('A ssss\nB ssss');
    const x = rightOf(draft, chosen(draft, 'A2')) ?? 0;
    expect(runs(openAisle(draft, null, x))).toEqual(['A1 A2', 'A3 A4', 'B1 B2', 'B3 B4']);
    expect(runs(openAisle(draft, chosen(draft, 'A1'), x))).toEqual(['A1 A2', 'A3 A4', 'B1 B2 B3 B4']);
  });

  test('never part a love seat', () => {
    const draft = board('A llll');
    expect(draftProblems(openAisle(draft, null, 1.2), categories)).toEqual([]);
  });

  test('close again without a trace, on straight rows and on curved ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20 }), fc.option(fc.integer({ min: 25, max: 90 })), (length, curve) => {
        const draft = board(`A ${'s'.repeat(length)}`, curve ?? undefined);
        const middle = (draft.seats[0]?.x ?? 0) + 0.5 + Math.floor(length / 2) - 1;
        const closed = closeGaps(openAisle(draft, null, middle), all(draft));
        for (const [i, seat] of closed.seats.entries()) expect(seat.x).toBeCloseTo(draft.seats[i]?.x ?? 0, 0.5);
      }),
    );
  });
});

describe('curves', () => {
  test('bend rows about one centre and can be taken back', () => {
    fc.assert(
      fc.property(boards, fc.integer({ min: 20, max: 120 }), (draft, radius) => {
        const straight = curveSeats(draft, all(draft), null);
        const back = curveSeats(curveSeats(straight, all(draft), radius), all(draft), null);
        for (const [i, seat] of back.seats.entries()) {
          const was = straight.seats[i];
          if (!was) continue;
          // A row of one or two seats by the axis hardly shows its arc.
          expect(Math.hypot(seat.x - was.x, seat.y - was.y)).toBeLessThan(0.3);
        }
      }),
    );
  });

  test('keep neighbours a pitch apart, whatever the radius asked for', () => {
    fc.assert(
      fc.property(boards, fc.integer({ min: 1, max: 120 }), (draft, radius) => {
        expect(draftProblems(curveSeats(draft, all(draft), radius), categories)).toEqual([]);
      }),
    );
  });

  test('are read back from a plan that was stored', () => {
    const draft = board('A ssssssssss\nB ssssssssss', 40);
    expect(curveOf(fromDrawn(toDrawn(draft)).seats)).toBe(40);
    expect(curveOf(board('A ssss').seats)).toBeNull();
  });
});

describe('kinds of seats', () => {
  test('love seats pair with their neighbours two by two; the one left over is pointed out', () => {
    const draft = board('A sss');
    const pair = setKind(draft, chosen(draft, 'A1', 'A2'), 'love', 'love');
    expect([partnerOf(pair, 'A1'), partnerOf(pair, 'A2')]).toEqual(['A2', 'A1']);
    expect(draftProblems(pair, categories)).toEqual([]);
    const three = setKind(draft, all(draft), 'love');
    expect(draftProblems(three, categories)).toMatchObject([{ problem: 'love_seat_without_half', seats: ['A3'] }]);
  });

  test('a companion takes the nearest wheelchair space that has none, or the one it is told', () => {
    const draft = board('A ssss');
    const spaces = setKind(draft, chosen(draft, 'A1', 'A4'), 'wheelchair');
    const near = setKind(spaces, chosen(spaces, 'A3'), 'companion');
    expect(partnerOf(near, 'A3')).toBe('A4');
    const told = pairSeats(near, chosen(near, 'A1', 'A3'));
    expect(told && partnerOf(told, 'A3')).toBe('A1');
    expect(pairSeats(draft, chosen(draft, 'A1', 'A3'))).toBeNull();
  });

  test('whoever loses a partner is pointed out at the seat', () => {
    const draft = board('A swc\nB ll');
    const without = deleteSeats(draft, chosen(draft, 'A2', 'B1'));
    const problems = draftProblems(without, categories);
    expect(problems.map(({ problem, seats }) => [problem, ...seats])).toEqual([
      ['companion_without_space', 'A3'],
      ['love_seat_without_half', 'B2'],
    ]);
    expect(problems.map(({ ids }) => ids)).toEqual([[...chosen(draft, 'A3')], [...chosen(draft, 'B2')]]);
    expect(draftProblems(setKind(draft, chosen(draft, 'A2'), 'standard'), categories)).toHaveLength(1);
  });

  test('are counted with the categories', () => {
    const counted = tally(board('A sspwcll').seats);
    expect(counted.total).toBe(7);
    expect(counted.byKind).toEqual({ standard: 3, wheelchair: 1, companion: 1, love: 2 });
    expect(counted.byCategory.get('premium')).toBe(1);
    const draft = board('A ss');
    expect(tally(setCategory(draft, all(draft), 'premium').seats).byCategory).toEqual(new Map([['premium', 2]]));
  });
});

describe('arranging', () => {
  test('aligns rows by an edge or an axis, and levels them', () => {
    const draft = board('A ssss\nB ss');
    const lefts = (one: Draft) => rowsOf(one.seats).map((row) => row.seats[0]?.x);
    expect(lefts(alignRows(draft, all(draft), 'centre'))).toEqual([0.6, 1.6]);
    expect(lefts(alignRows(draft, all(draft), 'right'))).toEqual([0.6, 2.6]);
    const crooked = moveSeats(draft, chosen(draft, 'A2'), { x: 0, y: 0.3 });
    expect(
      new Set(
        levelRows(crooked, chosen(crooked, 'A1', 'A2', 'A3', 'A4'))
          .seats.slice(0, 4)
          .map(({ y }) => y),
      ).size,
    ).toBe(1);
    expect(turnSeats(draft, all(draft), 5).seats[0]?.angle).toBe(5);
  });

  test('sets a copy behind, under new letters and with pairs of its own', () => {
    fc.assert(
      fc.property(boards, (draft) => {
        const { draft: twice, added } = duplicateSeats(draft, all(draft), 'clear');
        expect(added.size).toBe(draft.seats.length);
        expect(draftProblems(twice, categories)).toEqual([]);
        const names = new Set(rowsOf(twice.seats).map((row) => row.name));
        expect(names.size).toBe(2 * rowsOf(draft.seats).length);
      }),
    );
  });

  test('points out seats that stand in each other and labels that are there twice', () => {
    const draft = board('A sss');
    const onTop = moveSeats(draft, chosen(draft, 'A2'), { x: -0.7, y: 0 });
    expect(draftProblems(onTop, categories)).toMatchObject([{ problem: 'seats_overlap', seats: ['A1', 'A2'] }]);
    const twice = numberSeats(draft, chosen(draft, 'A2'), { scheme: 'left-right', start: 1, countAisles: false });
    expect(draftProblems(twice, categories)).toMatchObject([
      { problem: 'duplicate_label', seats: ['A1'], ids: [...chosen(draft, 'A1', 'A2')] },
    ]);
  });
});

test('A plan comes off the board as it was laid on it, its blocks found anew', () => {
  fc.assert(
    fc.property(boards, (draft) => {
      const plan = toDrawn(draft);
      expect(toDrawn(fromDrawn(plan))).toEqual(plan);
    }),
  );
});

test('Undo goes back through every edit and redo forward again; a new edit ends what was undone', () => {
  const shift = fc.record({ x: fc.integer({ min: 1, max: 5 }), y: fc.integer({ min: -5, max: 5 }) });
  fc.assert(
    fc.property(boards, fc.array(shift, { minLength: 1, maxLength: 12 }), (draft, shifts) => {
      let history = begin(draft);
      for (const by of shifts) history = edit(history, moveSeats(history.present, all(draft), by), 'move');
      const last = history.present;
      for (const _ of shifts) history = undo(history);
      expect(history.present).toBe(draft);
      expect(undo(history)).toBe(history);
      for (const _ of shifts) history = redo(history);
      expect(history.present).toBe(last);
      expect(edit(undo(history), deleteSeats(draft, all(draft)), 'delete').future).toEqual([]);
    }),
  );
});

test('An edit leaves the seats alone that it does not mean', () => {
  const draft = board('A ssss');
  const moved = moveSeats(draft, chosen(draft, 'A1'), { x: -1, y: 0 });
  expect(moved.seats.slice(1)).toEqual(draft.seats.slice(1));
  expect(moved.seats[3]).toBe(draft.seats[3]);
});
