import { circle, figure, path, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** Steps going up across the sheet; one on the top, something rolling down. */
export const staircase: Composition = (sheet) => {
  const { accent, ink, second } = sheet.palette;
  const steps = Array.from({ length: 7 }, (_, i) => {
    const y = 500 - i * 36;
    return rect(i * 58, y, 420, 40, i % 2 ? second : accent) + rect(i * 58, y, 420, 4, ink);
  });
  const step = 1 + Math.floor(sheet.random() * 3);
  const x = step * 58 + 30;
  const y = 500 - step * 36 - 17;
  return (
    steps.join('') +
    rect(0, 536, 400, 64, ink) +
    figure(374, 284, 92, ink) +
    circle(x, y, 17, ink) +
    path(
      `M${x + 26} ${y - 16}q34 -40 62 -26`,
      'none',
      `stroke="${ink}" stroke-width="2.5" stroke-dasharray="2 7" stroke-linecap="round"`,
    ) +
    title(sheet, { y: 34, height: 148 }).svg +
    credits(sheet, { y: 576, fill: sheet.palette.background })
  );
};
