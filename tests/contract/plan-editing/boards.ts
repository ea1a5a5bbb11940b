import fc from 'fast-check';
import { buildPlan } from '../../../prisma/seed/plan-builder.ts';
import { seatCategories } from '../../../prisma/seed/prices.ts';
import type { Draft, DraftSeat } from '../../../server/contract/plan-editing/draft.ts';
import { fromDrawn } from '../../../server/contract/plan-editing/drawn.ts';
import { seatLabel } from '../../../server/contract/seats.ts';

export const categories = new Set<string>(seatCategories.map(({ code }) => code));

/** A board as the demo's halls are drawn: a letter, a space, the seats. */
export const board = (drawing: string, curve?: number): Draft =>
  fromDrawn(buildPlan({ drawing, ...(curve === undefined ? {} : { curve }) }));

export const all = (draft: Draft): Set<number> => new Set(draft.seats.map((seat) => seat.id));

/** The seats with these labels. */
export function chosen(draft: Draft, ...labels: string[]): Set<number> {
  return new Set(draft.seats.filter((seat) => labels.includes(seatLabel(seat))).map((seat) => seat.id));
}

export const labelsOf = (seats: readonly DraftSeat[]): string[] => seats.map(seatLabel);

const part = fc.constantFrom('sss', 'ssssss', 'wc', 'cw', 'llll', 'pp');

/** Little halls of every sort: straight and curved, with aisles, pairs and love seats. */
export const boards: fc.Arbitrary<Draft> = fc
  .record({
    rows: fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
    curve: fc.option(fc.integer({ min: 25, max: 90 }), { nil: undefined }),
  })
  .map(({ rows, curve }) =>
    board(rows.map((parts, i) => `${String.fromCharCode(65 + i)} ${parts.join(' ')}`).join('\n'), curve),
  );
