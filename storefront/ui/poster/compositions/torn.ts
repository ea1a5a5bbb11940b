import { type Point, polygon, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** Two sheets torn across: what was said, and what lies under it. */
export const torn: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const edge: Point[] = Array.from({ length: 26 }, (_, i) => [i * 16.6 - 8, 352 - i * 6 + (sheet.random() - 0.5) * 22]);
  const lower = edge.map(([x, y], i): Point => [x, y + 12 + ((i * 7) % 5) * 2]);
  const bars = Array.from({ length: 11 }, (_, i) => rect(0, i * 34, 400, 15, second));
  return (
    rect(0, 0, 400, 600, accent) +
    bars.join('') +
    polygon([...edge, [410, 610], [-10, 610]], ink) +
    polygon([...lower, [410, 610], [-10, 610]], background) +
    title(sheet, { y: 402, height: 146, stand: 'bottom' }).svg +
    credits(sheet, { y: 580 })
  );
};
