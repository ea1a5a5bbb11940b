import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestAvailable, type Floor, judgeChoice, seatById } from '../../server/contract/seat-rules.ts';
import type { PlanSeat } from '../../server/contract/seats.ts';
import { floors, row } from './plans.ts';

const ordinary = floors(fc.constant('ordinary'));

/** A floor with some of its free seats chosen. */
const chosenOn = (floor: fc.Arbitrary<Floor>) =>
  floor.chain((f) => {
    const free = freeSeats(f).map((seat) => seat.id);
    return fc.record({ floor: fc.constant(f), chosen: fc.subarray(free, { maxLength: Math.min(6, free.length) }) });
  });

function freeSeats(floor: Floor): PlanSeat[] {
  return floor.plan.seats.filter((seat) => floor.states[seat.ordinal] === 'free');
}

/** Free seats without a free neighbour in their run, reckoned apart from the code that is tested. */
function singles(floor: Floor, taken: ReadonlySet<number>): Set<number> {
  const open = (seat: PlanSeat | undefined) =>
    seat !== undefined &&
    seat.kind !== 'wheelchair' &&
    (seat.kind !== 'companion' || floor.accessibleReleased === true) &&
    floor.states[seat.ordinal] === 'free' &&
    !taken.has(seat.id);
  const at = (block: number, position: number) =>
    floor.plan.seats.find((seat) => seat.block === block && seat.position === position);
  return new Set(
    floor.plan.seats
      .filter(
        (seat) => open(seat) && !open(at(seat.block, seat.position - 1)) && !open(at(seat.block, seat.position + 1)),
      )
      .map((seat) => seat.id),
  );
}

const leavesNew = (floor: Floor, chosen: readonly number[]) =>
  [...singles(floor, new Set(chosen))].filter((id) => !singles(floor, new Set()).has(id));

function choicesOf(seats: readonly PlanSeat[], count: number): PlanSeat[][] {
  if (count === 0) return [[]];
  return seats.flatMap((seat, i) => choicesOf(seats.slice(i + 1), count - 1).map((rest) => [seat, ...rest]));
}

describe('orphan seats', () => {
  test('an accepted choice leaves no new single seat, unless its block offers no tidy choice of that size', () => {
    fc.assert(
      fc.property(chosenOn(ordinary), ({ floor, chosen }) => {
        if (judgeChoice(floor, chosen)) return;
        const left = leavesNew(floor, chosen);
        for (const block of new Set(left.map((id) => seatById(floor.plan, id)?.block))) {
          const inBlock = chosen.filter((id) => seatById(floor.plan, id)?.block === block);
          const free = freeSeats(floor).filter((seat) => seat.block === block);
          // Neighbours may stand even where scattered seats would be tidier: friends are not torn apart.
          const others = choicesOf(free, inBlock.length).filter(
            (other) => together(other) || !together(inBlock.map((id) => of(floor, id))),
          );
          expect(
            others.every(
              (other) =>
                leavesNew(
                  floor,
                  other.map((seat) => seat.id),
                ).length > 0,
            ),
          ).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a refused choice names what it would leave, and the better choice is as large, free and accepted', () => {
    fc.assert(
      fc.property(chosenOn(floors()), ({ floor, chosen }) => {
        const refusal = judgeChoice(floor, chosen);
        if (refusal?.refused !== 'orphan_seat') return;
        const { seats, better } = refusal.details as { seats: number[]; better: number[] };
        expect(leavesNew(floor, chosen)).toEqual(expect.arrayContaining(seats));
        expect(seats.length).toBeGreaterThan(0);
        expect(new Set(better).size).toBe(chosen.length);
        expect(better.every((id) => floor.states[of(floor, id).ordinal] === 'free')).toBe(true);
        expect(judgeChoice(floor, better)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  test('nobody is stuck: where a block has enough free seats, some choice of them is accepted', () => {
    fc.assert(
      fc.property(ordinary, fc.integer({ min: 1, max: 6 }), (floor, count) => {
        for (const free of Map.groupBy(freeSeats(floor), (seat) => seat.block).values()) {
          if (free.length < count) continue;
          expect(
            choicesOf(free, count).some(
              (choice) =>
                !judgeChoice(
                  floor,
                  choice.map((seat) => seat.id),
                ),
            ),
          ).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('aisles and taken seats end a run, and a single seat that was there before does not count', () => {
    expect(refusalOn('.....', [1])).toMatchObject({ refused: 'orphan_seat', details: { seats: [101], better: [101] } });
    expect(refusalOn('.....', [0, 1])).toBeNull();
    // Any three of four leave one: the rule gives way.
    expect(refusalOn('....', [0, 1, 2])).toBeNull();
    expect(refusalOn('x.x..', [3, 4])).toBeNull();
    expect(refusalOn('..x', [0])).toBeNull();
    expect(refusalOn('...', [1])).toMatchObject({ details: { better: [101] } });
  });
});

describe('seats that go together', () => {
  test('half a love seat is refused with its other half, and a companion seat without its space', () => {
    fc.assert(
      fc.property(chosenOn(floors()), ({ floor, chosen }) => {
        const seats = chosen.map((id) => of(floor, id));
        const alone = (seat: PlanSeat) => seat.partner !== null && !chosen.includes(seat.partner);
        const refusal = judgeChoice(floor, chosen);
        const companion = !floor.accessibleReleased && seats.some((seat) => seat.kind === 'companion' && alone(seat));
        const half = seats.some((seat) => seat.kind === 'love' && alone(seat));
        expect(refusal?.refused === 'companion_without_space').toBe(companion);
        expect(refusal?.refused === 'love_seat_split').toBe(half && !companion);
      }),
    );
  });
});

describe('the best available seats', () => {
  test('are free, as many as were asked for, and always accepted', () => {
    fc.assert(
      fc.property(floors(), fc.integer({ min: 1, max: 10 }), (floor, count) => {
        const best = bestAvailable(floor, count);
        if (!best) return;
        expect(new Set(best).size).toBe(count);
        expect(best.every((id) => floor.states[of(floor, id).ordinal] === 'free')).toBe(true);
        expect(best.every((id) => of(floor, id).kind !== 'wheelchair')).toBe(true);
        expect(judgeChoice(floor, best)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('are found whenever the ordinary seats suffice', () => {
    fc.assert(
      fc.property(floors(), fc.integer({ min: 1, max: 10 }), (floor, count) => {
        const suffice = freeSeats(floor).filter((seat) => seat.kind === 'standard').length >= count;
        if (suffice) expect(bestAvailable(floor, count)).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});

function of(floor: Floor, id: number): PlanSeat {
  const seat = seatById(floor.plan, id);
  if (!seat) throw new Error(`there is no seat ${id}`);
  return seat;
}

function together(seats: readonly PlanSeat[]): boolean {
  const positions = seats.map((seat) => seat.position);
  return Math.max(...positions) - Math.min(...positions) === positions.length - 1;
}

function refusalOn(drawing: string, positions: readonly number[]) {
  return judgeChoice(
    row(drawing),
    positions.map((position) => position + 101),
  );
}

test('Best seats go where one likes to sit, near the screen or at the back, and beside an aisle if asked', () => {
  const seats = Array.from({ length: 81 }, (_, i): PlanSeat => {
    const [block, position] = [Math.floor(i / 9), i % 9];
    return {
      id: i + 1,
      ordinal: i,
      row: 'ABCDEFGHI'[block] ?? '',
      number: String(position + 1),
      category: 1,
      kind: 'standard',
      x: position + 0.5,
      y: block + 0.5,
      angle: 0,
      block,
      position,
      partner: null,
    };
  });
  const floor: Floor = { plan: { id: 9, width: 9, height: 9, seats }, states: seats.map(() => 'free') };
  const rowsOf = (taste: Floor['taste']) =>
    (bestAvailable({ ...floor, taste: taste ?? null }, 2) ?? []).map((id) => seatById(floor.plan, id));
  expect(rowsOf({ depth: 'front', aisle: false }).every((seat) => 'ABC'.includes(seat?.row ?? '?'))).toBe(true);
  expect(rowsOf({ depth: 'back', aisle: false }).every((seat) => 'HI'.includes(seat?.row ?? '?'))).toBe(true);
  expect(rowsOf({ depth: null, aisle: true }).some((seat) => [0, 8].includes(seat?.position ?? -1))).toBe(true);
  expect(rowsOf(null).some((seat) => [0, 8].includes(seat?.position ?? -1))).toBe(false);
});
