import { circle, figure, path, polygon } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** An empty stage between curtains, one light, one performer. */
export const spotlight: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const folds = Array.from({ length: 4 }, (_, i) => {
    const x = i * 24;
    return (
      path(
        `M${x} 0h24q4 250 -${10 + i * 4} 440h-24q${8 + i * 3} -200 0 -440z`,
        second,
        `opacity="${i % 2 ? 0.55 : 1}"`,
      ) +
      path(
        `M${400 - x} 0h-24q-4 250 ${10 + i * 4} 440h24q-${8 + i * 3} -200 0 -440z`,
        second,
        `opacity="${i % 2 ? 0.55 : 1}"`,
      )
    );
  });
  return (
    polygon(
      [
        [188, 0],
        [212, 0],
        [302, 420],
        [98, 420],
      ],
      accent,
      'opacity=".85"',
    ) +
    `<ellipse cx="200" cy="420" rx="102" ry="20" fill="${accent}"/>` +
    figure(200, 424, 132, background) +
    folds.join('') +
    circle(200, 0, 16, ink) +
    title(sheet, { y: 456, height: 94, stand: 'middle', align: 'center' }).svg +
    credits(sheet, { y: 580, align: 'center' })
  );
};
