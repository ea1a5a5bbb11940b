import { circle, figure, path, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** Arches one within another, as in a colonnade at evening; a long shadow leads in. */
export const arch: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const arches = [0, 1, 2, 3].map((i) => {
    const w = 150 - i * 32;
    const top = 210 + i * 14;
    return path(
      `M${200 - w} 440V${top}a${w} ${w} 0 0 1 ${2 * w} 0V440z`,
      [second, background, second, accent][i] ?? accent,
    );
  });
  return (
    arches.join('') +
    circle(200, 268, 26, ink, 'opacity=".9"') +
    path('M192 440h16l62 160h-140z', ink, 'opacity=".16"') +
    figure(200, 440, 92, background) +
    rect(0, 440, 400, 3, ink) +
    title(sheet, { y: 462, height: 86, stand: 'middle', align: 'center' }).svg +
    credits(sheet, { y: 580, align: 'center' })
  );
};
