import fc from 'fast-check';
import type { Floor } from '../../server/contract/seat-rules.ts';
import type { PlanSeat, SeatKind, SeatState } from '../../server/contract/seats.ts';

const blockKind = fc.constantFrom<'ordinary' | 'love' | 'accessible'>(
  'ordinary',
  'ordinary',
  'ordinary',
  'love',
  'accessible',
);
const state = fc.constantFrom<SeatState>('free', 'free', 'free', 'held', 'sold', 'blocked');

/** Little houses of every kind: ordinary runs, love seats in pairs, wheelchair spaces with companions, partly taken. */
export function floors(kinds: fc.Arbitrary<'ordinary' | 'love' | 'accessible'> = blockKind): fc.Arbitrary<Floor> {
  const block = fc.record({
    kind: kinds,
    size: fc.integer({ min: 1, max: 9 }),
    states: fc.array(state, { minLength: 18, maxLength: 18 }),
  });
  return fc
    .record({ blocks: fc.array(block, { minLength: 1, maxLength: 5 }), accessibleReleased: fc.boolean() })
    .map(({ blocks, accessibleReleased }) => {
      const seats: PlanSeat[] = [];
      const states: SeatState[] = [];
      for (const [index, { kind, size, states: drawn }] of blocks.entries()) {
        const length = kind === 'ordinary' ? size : Math.ceil(size / 2) * 2;
        for (let position = 0; position < length; position++) {
          const seat = seatAt(seats.length, index, position, kind);
          seats.push(seat);
          // Both halves of a love seat are in one state: nobody can have bought one alone.
          const like = kind === 'love' ? position - (position % 2) : position;
          states.push(drawn[like] ?? 'free');
        }
      }
      return { plan: { id: 1, width: 10, height: blocks.length, seats }, states, accessibleReleased };
    });
}

function seatAt(ordinal: number, block: number, position: number, kind: 'ordinary' | 'love' | 'accessible'): PlanSeat {
  const even = position % 2 === 0;
  const id = ordinal + 101;
  const love = { kind: 'love' as SeatKind, partner: even ? id + 1 : id - 1 };
  const accessible = even
    ? { kind: 'wheelchair' as SeatKind, partner: null }
    : { kind: 'companion' as SeatKind, partner: id - 1 };
  const made =
    kind === 'ordinary' ? { kind: 'standard' as SeatKind, partner: null } : kind === 'love' ? love : accessible;
  return {
    id,
    ordinal,
    row: String.fromCharCode(65 + block),
    number: String(position + 1),
    category: 1,
    x: position + 0.5,
    y: block + 0.5,
    angle: 0,
    block,
    position,
    ...made,
  };
}

/** A house of one row: `.` free, `x` taken. */
export function row(drawing: string): Floor {
  const seats = Array.from(drawing, (_, position) => seatAt(position, 0, position, 'ordinary'));
  const states = Array.from(drawing, (sign): SeatState => (sign === '.' ? 'free' : 'sold'));
  return { plan: { id: 1, width: drawing.length, height: 1, seats }, states };
}
