import { expect, test } from 'vitest';
import { films } from '../../prisma/seed/films/index.ts';
import { halls } from '../../prisma/seed/halls.ts';
import { buildPlan } from '../../prisma/seed/plan-builder.ts';
import { programmeFor } from '../../prisma/seed/programme.ts';
import { type SeedSales, salesFor, seatsForParties } from '../../prisma/seed/sales.ts';

const firstDay = Temporal.PlainDate.from('2026-10-14');
const seats = new Map(halls.map((hall) => [hall.code, seatsForParties(buildPlan(hall.spec))]));
const programme = programmeFor(firstDay, 21, halls, films);
const sales = salesFor(programme, seats, firstDay);

const sold = (one: SeedSales) => one.parties.reduce((sum, party) => sum + party, 0);
const size = (one: SeedSales) => seats.get(one.screening.hallCode) ?? 0;
const on = (ahead: number) => sales.filter((one) => one.screening.businessDate.equals(firstDay.add({ days: ahead })));
const fill = (some: SeedSales[]) =>
  some.reduce((sum, one) => sum + sold(one), 0) / some.reduce((sum, one) => sum + size(one), 0);

test('the same programme sells the same seats', () => {
  expect(salesFor(programme, seats, firstDay)).toEqual(sales);
});

test('parties are of one to five, and never more than the house holds', () => {
  for (const one of sales) {
    for (const party of one.parties) expect([1, 2, 3, 4, 5]).toContain(party);
    expect(sold(one)).toBeLessThanOrEqual(size(one));
  }
});

test('tonight some houses are full, some nearly, and many half', () => {
  const fills = on(0).map((one) => sold(one) / size(one));
  expect(fills.filter((share) => share === 1)).toHaveLength(2);
  expect(fills.filter((share) => share > 0.9 && share < 1).length).toBeGreaterThanOrEqual(2);
  expect(fills.filter((share) => share > 0.25 && share < 0.75).length).toBeGreaterThanOrEqual(8);
});

test('later days are emptier', () => {
  expect(fill(on(0))).toBeGreaterThan(2 * fill(on(1)));
  expect(fill(on(1))).toBeGreaterThan(fill(on(6)));
  expect(fill(on(6))).toBeGreaterThan(fill(on(20)));
});

test('the whole stays small enough to be sold in seconds', () => {
  expect(sales.reduce((sum, one) => sum + one.parties.length, 0)).toBeLessThan(2000);
});
