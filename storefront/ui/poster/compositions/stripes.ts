import { polygon } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** Leaning bars in step, and one that has slipped. */
export const stripes: Composition = (sheet) => {
  const { accent, ink, second } = sheet.palette;
  const odd = 2 + Math.floor(sheet.random() * 5);
  const bars = Array.from({ length: 9 }, (_, i) => {
    const x = -60 + i * 56;
    const drop = i === odd ? 96 : 0;
    return polygon(
      [
        [x + 90, -20 + drop],
        [x + 122, -20 + drop],
        [x + 52, 372 + drop],
        [x + 20, 372 + drop],
      ],
      i === odd ? accent : i % 2 ? second : ink,
    );
  }).join('');
  return bars + title(sheet, { y: 486, height: 68, stand: 'bottom' }).svg + credits(sheet, { y: 580 });
};
