import { addRow, placeBehind } from '../../../server/contract/plan-editing/add-row.ts';
import { closeGaps, openAisle, rightOf } from '../../../server/contract/plan-editing/aisles.ts';
import {
  alignRows,
  deleteSeats,
  duplicateSeats,
  levelRows,
  moveSeats,
  turnSeats,
} from '../../../server/contract/plan-editing/arrange.ts';
import { curveSeats } from '../../../server/contract/plan-editing/curve.ts';
import { changeSeats, type Draft } from '../../../server/contract/plan-editing/draft.ts';
import { pairSeats, setCategory, setKind } from '../../../server/contract/plan-editing/kinds.ts';
import { type Numbering, numberSeats } from '../../../server/contract/plan-editing/numbering.ts';
import { letterRows, type RowLetters } from '../../../server/contract/plan-editing/row-names.ts';
import type { SeatCategory, SeatKind } from '../../../server/contract/seats.ts';
import { designerWords } from '../../../server/contract/words/en/office-designer.ts';
import type { Board } from './use-board.ts';

const { edits: what } = designerWords;

const isKind = (code: string) => ['wheelchair', 'companion', 'love'].includes(code);

/** What new seats are like, and how rows and seats are named. */
export interface Brush {
  category: string;
  letters: RowLetters;
  numbering: Numbering;
}

/** Everything that can be done to what is selected: the same for keys and buttons. */
export function boardEdits(board: Board, categories: readonly SeatCategory[], brush: Brush) {
  const { draft, selection } = board;
  const apply = (next: Draft, name: string) => board.apply(next, name);
  /** A kind of seat has a category of its own if the cinema gave one its name. */
  const ownCategory = (kind: SeatKind) => categories.find(({ code }) => code === kind)?.code;
  /** Where seats go that were of such a kind and are so no more. */
  const ordinary = categories.find(({ code }) => !isKind(code))?.code ?? '';
  const wearingTheirKind = () =>
    new Set(
      draft.seats
        .filter(({ id, kind, category }) => selection.has(id) && kind !== 'standard' && category === kind)
        .map(({ id }) => id),
    );
  const applyAdded = ({ draft: next, added }: { draft: Draft; added: Set<number> }, name: string) =>
    board.apply(next, name, added);
  return {
    move: (x: number, y: number) => apply(moveSeats(draft, selection, { x, y }), what.move),
    category: (code: string) => apply(setCategory(draft, selection, code), what.category),
    kind(kind: SeatKind) {
      const made = setKind(draft, selection, kind, ownCategory(kind));
      apply(kind === 'standard' ? setCategory(made, wearingTheirKind(), ordinary) : made, what.kind);
    },
    /** False if what is selected makes no pair. */
    pair(): boolean {
      const space = draft.seats.some((seat) => selection.has(seat.id) && seat.kind === 'wheelchair');
      const paired = pairSeats(draft, selection, ownCategory(space ? 'companion' : 'love'));
      if (paired) apply(paired, what.pair);
      return paired !== null;
    },
    number: (numbering: Numbering) => apply(numberSeats(draft, selection, numbering), what.number),
    letter: (from: 'front' | 'back') =>
      apply(letterRows(draft, selection, { letters: brush.letters, from }), what.letters),
    rename: (change: { row?: string; number?: string }) =>
      apply(
        changeSeats(draft, selection, () => change),
        what.label,
      ),
    curve: (radius: number | null) => apply(curveSeats(draft, selection, radius), what.curve),
    align: (to: 'left' | 'centre' | 'right') => apply(alignRows(draft, selection, to), what.align),
    level: () => apply(levelRows(draft, selection), what.align),
    turn: (degrees: number) => apply(turnSeats(draft, selection, degrees), what.turn),
    gaps: () => apply(closeGaps(draft, selection), what.gaps),
    aisle() {
      const x = rightOf(draft, selection);
      if (x !== null) apply(openAisle(draft, selection, x), what.aisle);
    },
    duplicate: () => applyAdded(duplicateSeats(draft, selection, brush.letters), what.duplicate),
    delete: () => apply(deleteSeats(draft, selection), what.delete),
    addRow: (count: number) => apply(addRow(draft, { ...placeBehind(draft, count), ...brush }).draft, what.row),
  };
}

export type BoardEdits = ReturnType<typeof boardEdits>;
