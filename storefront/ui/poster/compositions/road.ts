import { circle, polygon, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** A road to the vanishing point, and all the sky there is. */
export const road: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const vanish = 150 + sheet.random() * 100;
  const dashes = [0, 1, 2, 3, 4].map((i) => {
    const near = (at: number) => 330 + 270 * (at / 5) ** 2;
    const at = (y: number) => vanish + (200 - vanish) * ((y - 330) / 270);
    const [a, b] = [near(i + 0.25), near(i + 0.75)];
    const wide = (y: number) => ((y - 330) / 270) * 9;
    return polygon(
      [
        [at(a) - wide(a), a],
        [at(a) + wide(a), a],
        [at(b) + wide(b), b],
        [at(b) - wide(b), b],
      ],
      accent,
    );
  });
  return (
    circle(vanish, 318, 74, accent) +
    rect(0, 330, 400, 270, second) +
    polygon(
      [
        [0, 330],
        [52, 304],
        [96, 318],
        [140, 296],
        [188, 330],
      ],
      background,
      'opacity=".55"',
    ) +
    polygon(
      [
        [vanish - 2, 330],
        [vanish + 2, 330],
        [352, 610],
        [48, 610],
      ],
      ink,
    ) +
    dashes.join('') +
    title(sheet, { y: 34, height: 170 }).svg +
    credits(sheet, { y: 230 })
  );
};
