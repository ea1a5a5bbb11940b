import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { PlanSeat, SeatCategory, SeatPlan, SeatState } from '../../server/contract/seats.ts';
import { SeatLegend } from '../../storefront/ui/seat-map/seat-legend.tsx';
import { SeatMap } from '../../storefront/ui/seat-map/seat-map.tsx';
import { rowsOf, step } from '../../storefront/ui/seat-map/units.ts';
import type { SeatMapWords } from '../../storefront/ui/seat-map/words.ts';

const categories: SeatCategory[] = [{ id: 1, code: 'std', name: 'Standard', color: '#4f7d8c', shape: 'round' }];

const words: SeatMapWords = {
  map: 'Seats',
  screen: 'Screen',
  seat: ({ row, numbers, category, price, look }) =>
    `Row ${row}, seat ${numbers.join(' and ')}, ${category}, ${price ?? ''}, ${look}`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomFit: 'Whole hall',
  own: 'Yours',
  taken: 'Taken',
  blocked: 'Closed',
  wheelchair: 'Wheelchair space',
  companion: 'Companion',
  love: 'Love seat',
};

const seat = (id: number, row: string, x: number, more: Partial<PlanSeat> = {}): PlanSeat => ({
  id,
  ordinal: id - 11,
  row,
  number: String(x + 1),
  category: 1,
  kind: 'standard',
  x: x + 0.5,
  y: row.charCodeAt(0) - 64.5,
  angle: 0,
  block: 0,
  position: x,
  partner: null,
  ...more,
});

// Row A: 1 2 3; row B: a love seat 1+2, and 4 beyond an aisle.
const plan: SeatPlan = {
  id: 1,
  width: 4,
  height: 2,
  seats: [
    seat(11, 'A', 0),
    seat(12, 'A', 1),
    seat(13, 'A', 2),
    seat(14, 'B', 0, { kind: 'love', partner: 15 }),
    seat(15, 'B', 1, { kind: 'love', partner: 14 }),
    seat(16, 'B', 3),
  ],
};

function render(states: SeatState[], selected: number[] = []): string {
  return renderToStaticMarkup(
    <SeatMap
      plan={plan}
      categories={categories}
      states={states}
      selected={new Set(selected)}
      prices={new Map([[1, '240 ₴']])}
      words={words}
    />,
  );
}

const controls = (html: string) => [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
const values = (html: string) => controls(html).map((tag) => tag.match(/value="([^"]*)"/)?.[1]);

describe('the seat map without script', () => {
  test('offers a checkbox for every free seat and for no other', () => {
    const html = render(['free', 'sold', 'held', 'free', 'free', 'blocked']);
    expect(values(html)).toEqual(['11', '14,15']);
    expect(controls(html).every((tag) => tag.includes('type="checkbox"') && tag.includes('name="seat"'))).toBe(true);
  });

  test('keeps one’s own held seats chosen', () => {
    const html = render(['held', 'free', 'free', 'free', 'free', 'free'], [11]);
    expect(controls(html).filter((tag) => tag.includes('checked=""'))).toHaveLength(1);
    expect(controls(html)[0]).toContain('value="11"');
  });

  test('sells a love seat only whole: one half taken closes both', () => {
    expect(values(render(['free', 'free', 'free', 'free', 'sold', 'free']))).not.toContain('14,15');
  });

  test('names each seat by row, number, category, price and state', () => {
    expect(render(Array(6).fill('free'))).toContain('aria-label="Row B, seat 1 and 2, Standard, 240 ₴, free"');
  });

  test('leaves every control in the tab order', () => {
    expect(render(Array(6).fill('free'))).not.toContain('tabindex');
  });
});

test('arrow keys go along the row and to the nearest open seat of the next row', () => {
  const rows = rowsOf(plan);
  const open = () => true;
  expect(step(rows, 11, 'ArrowRight', open)?.id).toBe(12);
  expect(step(rows, 13, 'ArrowDown', open)?.id).toBe(16);
  expect(step(rows, 14, 'ArrowUp', open)?.id).toBe(11);
  expect(step(rows, 11, 'ArrowUp', open)).toBeNull();
  expect(step(rows, 11, 'ArrowRight', (unit) => unit.id !== 12)?.id).toBe(13);
  expect(step(rows, 12, 'End', open)?.id).toBe(13);
});

test('the legend speaks only of what the hall has', () => {
  const html = renderToStaticMarkup(<SeatLegend plan={plan} categories={categories} words={words} />);
  expect(html).toContain('Love seat');
  expect(html).not.toContain('Wheelchair');
});
