import { circle, path } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';
import { n } from '../text.ts';

/** An eye wide open, with rays of lashes, that does not look away. */
export const eye: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const lashes = Array.from({ length: 27 }, (_, i) => {
    const angle = Math.PI * (1.06 + (0.88 * i) / 26);
    const reach = 214 + (i % 2) * 34;
    const at = (r: number) => `${n(200 + Math.cos(angle) * r)} ${n(232 + Math.sin(angle) * r * 0.86)}`;
    return path(`M${at(150)}L${at(reach)}`, 'none', `stroke="${i % 2 ? second : accent}" stroke-width="5"`);
  });
  return (
    lashes.join('') +
    path('M26 240Q200 66 374 240Q200 414 26 240z', ink) +
    circle(200, 240, 84, accent) +
    circle(200, 240, 60, background, 'opacity=".3"') +
    circle(200, 240, 38, background) +
    circle(218, 222, 11, ink) +
    title(sheet, { y: 404, height: 146, stand: 'bottom', align: 'center' }).svg +
    credits(sheet, { y: 580, align: 'center' })
  );
};
