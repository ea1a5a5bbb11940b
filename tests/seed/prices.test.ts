import { expect, test } from 'vitest';
import { accounts } from '../../prisma/seed/accounts.ts';
import { halls } from '../../prisma/seed/halls.ts';
import { buildPlan } from '../../prisma/seed/plan-builder.ts';
import { type PriceTable, priceCards, seatCategories, ticketTypes } from '../../prisma/seed/prices.ts';
import { categoryShape } from '../../server/contract/seats.ts';

const pairs = (amounts: PriceTable) =>
  ticketTypes.flatMap((type) =>
    seatCategories.map((category) => ({
      type: type.code,
      category: category.code,
      amount: amounts[type.code]?.[category.code],
    })),
  );

test('every amount is a whole, positive number of kopiykas', () => {
  for (const { amount } of priceCards.flatMap((card) => pairs(card.amounts))) {
    if (amount === undefined) continue;
    expect(Number.isInteger(amount)).toBe(true);
    expect(amount).toBeGreaterThan(0);
  }
});

test('on every card each category can be bought by someone, and a child has no love seat', () => {
  for (const card of priceCards) {
    for (const { code } of seatCategories) {
      expect(pairs(card.amounts).some((pair) => pair.category === code && pair.amount !== undefined)).toBe(true);
    }
    expect(card.amounts.child?.love).toBeUndefined();
  }
});

test('the companion’s ticket is for the companion seat, and that seat for nobody else', () => {
  for (const { type, category, amount } of priceCards.flatMap((card) => pairs(card.amounts))) {
    if ((type === 'companion') !== (category === 'companion')) expect(amount).toBeUndefined();
  }
});

test('a matinee costs less than a weekday, and a weekday less than a weekend', () => {
  const adult = (code: string) => priceCards.find((card) => card.code === code)?.amounts.adult?.standard ?? 0;
  expect(adult('matinee')).toBeLessThan(adult('weekday'));
  expect(adult('weekday')).toBeLessThan(adult('weekend'));
});

test('one ticket type is the default, and children’s types have an age', () => {
  expect(ticketTypes.filter((type) => type.isDefault).map((type) => type.code)).toEqual(['adult']);
  for (const type of ticketTypes) expect(type.isChild === undefined || type.maxAge !== undefined).toBe(true);
});

test('every category of a hall is one we price, with a known shape', () => {
  const known = new Set(seatCategories.map((category) => category.code));
  for (const seat of halls.flatMap((hall) => buildPlan(hall.spec).seats)) expect(known).toContain(seat.category);
  for (const category of seatCategories) expect(categoryShape.options).toContain(category.shape);
});

test('category colours stand out from the dark and from the light ground', () => {
  for (const { color, code } of seatCategories) {
    for (const ground of ['#14110f', '#221d1a', '#f7f2ea']) {
      expect(contrast(color, ground), `${code} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test('each role has one demo login, and only the till’s people have a PIN', () => {
  expect(new Set(accounts.map((account) => account.role)).size).toBe(6);
  expect(accounts.filter((account) => account.pin).map((account) => account.role)).toEqual(['supervisor', 'clerk']);
});

/** WCAG 2 contrast ratio of two #rrggbb colours. */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
