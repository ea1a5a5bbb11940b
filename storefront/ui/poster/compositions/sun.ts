import { circle, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** A low sun cut into slats by the haze above the horizon. */
export const sun: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const cx = 130 + sheet.random() * 140;
  const slats = Array.from({ length: 7 }, (_, i) => rect(0, 150 + i * 25, 400, 2 + i * 2.4, background)).join('');
  return (
    circle(cx, 190, 152, accent) +
    slats +
    rect(0, 334, 400, 266, second, 'opacity=".3"') +
    rect(0, 332, 400, 3, ink) +
    title(sheet, { y: 364, height: 172, stand: 'middle' }).svg +
    credits(sheet, { y: 576 })
  );
};
