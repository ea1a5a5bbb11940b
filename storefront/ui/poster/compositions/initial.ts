import { rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';
import { capHeight } from '../text.ts';

/** The first letter, larger than the sheet, with the title set across its foot. */
export const initial: Composition = (sheet) => {
  const { accent, background, second } = sheet.palette;
  const letter = [...sheet.film.title.toUpperCase().replace(/^(THE|A|AN) (?=.)/, '')][0] ?? '';
  const size = Math.min(470 / capHeight, 380 / sheet.set.width(letter, 'display'));
  const tall = capHeight * size;
  const x = (400 - sheet.set.width(letter, 'display') * size) / 2;
  const big = (fill: string, by: number) =>
    sheet.set.draw({ text: letter, x: x + by, y: 420 - (420 - tall) / 2 + 10 + by, size, face: 'display', fill });
  return (
    big(second, 12) +
    big(accent, 0) +
    rect(0, 430, 400, 170, background) +
    title(sheet, { y: 450, height: 100, stand: 'middle' }).svg +
    credits(sheet, { y: 580 })
  );
};
