import { circle, path } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** Two discs that meet: what they share has a colour of its own. */
export const pair: Composition = (sheet) => {
  const { accent, ink, second } = sheet.palette;
  const lean = (sheet.random() - 0.5) * 70;
  return (
    `<g transform="rotate(${Math.round(lean)} 200 210)">` +
    circle(138, 210, 112, accent) +
    circle(262, 210, 112, second) +
    path('M200 116.7a112 112 0 0 1 0 186.6a112 112 0 0 1 0 -186.6z', ink) +
    '</g>' +
    title(sheet, { y: 388, height: 158, stand: 'bottom' }).svg +
    credits(sheet, { y: 580 })
  );
};
