import { describe, expect, test } from 'vitest';
import { halls } from '../../prisma/seed/halls.ts';
import { buildPlan } from '../../prisma/seed/plan-builder.ts';
import { seatLabel } from '../../server/contract/seats.ts';

const plans = halls.map((hall) => ({ code: hall.code, plan: buildPlan(hall.spec) }));
const planOf = (code: string) => plans.find((one) => one.code === code)?.plan.seats ?? [];

test('the five halls have the seats they promise', () => {
  expect(plans.map(({ code, plan }) => [code, plan.seats.length])).toEqual([
    ['velvet', 300],
    ['courtyard', 160],
    ['nocturne', 132],
    ['lantern', 95],
    ['attic', 48],
  ]);
});

test('the hall of 95 has rows of unequal length', () => {
  const rows = Map.groupBy(planOf('lantern'), (seat) => seat.row);
  expect(new Set([...rows.values()].map((row) => row.length)).size).toBeGreaterThanOrEqual(4);
});

test('the great hall has premium rows, wheelchair pairs and turned seats', () => {
  const seats = planOf('velvet');
  expect(seats.filter((seat) => seat.category === 'premium')).toHaveLength(66);
  expect(seats.filter((seat) => seat.kind === 'wheelchair')).toHaveLength(4);
  expect(seats.filter((seat) => seat.kind === 'companion')).toHaveLength(4);
  expect(Math.max(...seats.map((seat) => Math.abs(seat.angle)))).toBeGreaterThan(10);
});

test('love seats stand in the last rows only', () => {
  const rows = new Set(planOf('nocturne').flatMap((seat) => (seat.kind === 'love' ? [seat.row] : [])));
  expect([...rows]).toEqual(['J', 'K']);
});

describe.each(plans)('the plan of $code', ({ plan }) => {
  const bySeat = new Map(plan.seats.map((seat) => [seatLabel(seat), seat]));

  test('names every seat once', () => {
    expect(bySeat.size).toBe(plan.seats.length);
  });

  test('leaves room for every seat', () => {
    for (const [i, a] of plan.seats.entries()) {
      for (const b of plan.seats.slice(i + 1)) {
        expect(Math.hypot(a.x - b.x, a.y - b.y), `${seatLabel(a)} and ${seatLabel(b)}`).toBeGreaterThanOrEqual(0.95);
      }
    }
  });

  test('lies inside its frame', () => {
    for (const seat of plan.seats) {
      expect(seat.x).toBeGreaterThanOrEqual(0.5);
      expect(seat.y).toBeGreaterThanOrEqual(0.5);
      expect(seat.x).toBeLessThanOrEqual(plan.width - 0.5);
      expect(seat.y).toBeLessThanOrEqual(plan.height - 0.5);
    }
  });

  test('numbers a row from its left', () => {
    for (const row of Map.groupBy(plan.seats, (seat) => seat.row).values()) {
      expect(row.map((seat) => seat.number)).toEqual(row.map((_, i) => String(i + 1)));
      expect(row.map((seat) => seat.x)).toEqual(row.map((seat) => seat.x).sort((a, b) => a - b));
    }
  });

  test('counts each run of neighbours from 0, in one row and without an aisle inside', () => {
    for (const run of Map.groupBy(plan.seats, (seat) => seat.block).values()) {
      expect(run.map((seat) => seat.position)).toEqual(run.map((_, i) => i));
      expect(new Set(run.map((seat) => seat.row)).size).toBe(1);
      for (const [i, seat] of run.slice(1).entries()) {
        const left = run[i] ?? seat;
        expect(Math.hypot(seat.x - left.x, seat.y - left.y)).toBeCloseTo(1, 1);
      }
    }
  });

  test('pairs each companion seat with a wheelchair space, and love halves with each other', () => {
    for (const seat of plan.seats) {
      const partner = seat.partner === null ? undefined : bySeat.get(seat.partner);
      if (seat.kind === 'companion') expect(partner?.kind).toBe('wheelchair');
      else if (seat.kind === 'love') expect(partner?.partner).toBe(seatLabel(seat));
      else expect(seat.partner).toBeNull();
    }
    const spaces = plan.seats.flatMap((seat) => (seat.kind === 'companion' ? [seat.partner] : []));
    expect(new Set(spaces).size).toBe(spaces.length);
  });
});

test('a curved row turns its seats to the middle and reaches forward at its ends', () => {
  const [left, middle, right] = buildPlan({ drawing: 'A sssssss', curve: 12 }).seats.filter((_, i) => i % 3 === 0);
  expect(left?.angle).toBeGreaterThan(0);
  expect(middle?.angle).toBe(0);
  expect(right?.angle).toBe(-(left?.angle ?? 0));
  expect(left?.y).toBeLessThan(middle?.y ?? 0);
});

test.each([
  ['A sxs', 'no seat is drawn as "x"'],
  ['A lls l', 'A4 has one half only'],
  ['A wcc', 'A3 has no wheelchair space'],
  ['sss', 'A row is a letter'],
])('the drawing %j is refused: %s', (drawing, why) => {
  expect(() => buildPlan({ drawing })).toThrow(why);
});
