import { figure, path } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';
import { n } from '../text.ts';

/** A spiral that pulls the eye in, and somebody falling towards its middle. */
export const spiral: Composition = (sheet) => {
  const { accent, ink, second } = sheet.palette;
  const start = sheet.random() * 6.28;
  const arm = (by: number) =>
    Array.from({ length: 150 }, (_, i) => {
      const angle = start + by + i * 0.16;
      const r = 4 + i * 1.62;
      return `${i ? 'L' : 'M'}${n(200 + Math.cos(angle) * r)} ${n(226 + Math.sin(angle) * r * 0.94)}`;
    }).join('');
  const stroke = (color: string, thick: number) => `stroke="${color}" stroke-width="${thick}" stroke-linecap="round"`;
  return (
    path(arm(0), 'none', stroke(accent, 12)) +
    path(arm(3.14), 'none', stroke(second, 7)) +
    `<g transform="rotate(24 200 226)">${figure(200, 278, 104, ink)}</g>` +
    `<rect y="436" width="400" height="164" fill="${sheet.palette.background}"/>` +
    title(sheet, { y: 456, height: 94, stand: 'middle' }).svg +
    credits(sheet, { y: 580 })
  );
};
