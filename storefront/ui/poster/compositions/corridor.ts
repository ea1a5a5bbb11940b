import { figure, polygon, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** A corridor closing on a lit door; somebody waits at its end. */
export const corridor: Composition = (sheet) => {
  const { accent, background, second } = sheet.palette;
  const frames = Array.from({ length: 8 }, (_, i) => {
    const near = 1 - i / 8;
    const w = 54 + 420 * near ** 1.9;
    const h = 92 + 560 * near ** 1.9;
    return rect(200 - w / 2, 236 - h * 0.5, w, h, i % 2 ? background : second);
  });
  return (
    frames.join('') +
    polygon(
      [
        [182, 262],
        [218, 262],
        [330, 470],
        [70, 470],
      ],
      accent,
      'opacity=".5"',
    ) +
    rect(173, 178, 54, 92, accent) +
    figure(200, 272, 64, background) +
    rect(0, 420, 400, 180, background) +
    title(sheet, { y: 438, height: 110, stand: 'middle', align: 'center' }).svg +
    credits(sheet, { y: 580, align: 'center' })
  );
};
