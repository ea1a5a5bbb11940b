import { circle, path, ring } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** A great planet at the edge, its orbits, and one small thing far out. */
export const orbit: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const stars = Array.from({ length: 46 }, () =>
    circle(sheet.random() * 400, sheet.random() * 420, 0.6 + sheet.random() * 1.3, ink, 'opacity=".7"'),
  );
  const turn = Math.PI * (1.08 + sheet.random() * 0.2);
  const moon = { x: 330 + Math.cos(turn) * 252, y: 272 + Math.sin(turn) * 252 };
  return (
    stars.join('') +
    ring(330, 272, 178, second, 3) +
    ring(330, 272, 212, second, 2) +
    ring(330, 272, 252, ink, 1.4) +
    circle(330, 272, 146, accent) +
    path('M330 126a146 146 0 0 1 0 292a200 200 0 0 0 0-292z', background, 'opacity=".4"') +
    circle(moon.x, moon.y, 15, background) +
    circle(moon.x, moon.y, 10, ink) +
    title(sheet, { y: 440, height: 112, stand: 'bottom' }).svg +
    credits(sheet, { y: 580 })
  );
};
