import { fitText } from '../fit.ts';
import { type Composition, credits } from '../sheet.ts';
import { capHeight } from '../text.ts';

/** Nothing but the title: every line as wide as the sheet allows, one of them lit. A short one is said again. */
export const letters: Composition = (sheet) => {
  const { accent, ink } = sheet.palette;
  const once = fitText(sheet.set, sheet.film.title.toUpperCase(), 'display', {
    width: 344,
    height: 470,
    maxLines: 5,
  }).lines;
  const sizeOf = (line: string) => Math.min(344 / sheet.set.width(line, 'display'), 330);
  const height = (lines: readonly string[]) => lines.reduce((sum, line) => sum + sizeOf(line) * 0.8, 0);
  const times = Math.max(1, Math.floor(478 / height(once)));
  const lines = Array.from({ length: times }, () => once).flat();
  const sizes = lines.map(sizeOf);
  const tall = height(lines);
  const shrink = Math.min(1, 478 / tall);
  const lit = Math.floor(sheet.random() * lines.length);
  let y = 40 - (0.8 - capHeight) * (sizes[0] ?? 0) * shrink;
  const set = lines.map((text, index) => {
    const size = (sizes[index] ?? 0) * shrink;
    y += size * 0.8;
    return sheet.set.draw({ text, x: 28, y, size, face: 'display', fill: index === lit ? accent : ink });
  });
  return set.join('') + credits(sheet, { y: 572 });
};
