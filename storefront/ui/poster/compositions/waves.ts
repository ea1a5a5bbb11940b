import { circle, path } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';
import { n } from '../text.ts';

/** Bands of sea under a small sun, each in its own time. */
export const waves: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const inks = [second, accent, second, ink, second, background];
  const bands = inks.map((fill, i) => {
    const y = 292 + i * 44;
    const swell = 16 + i * 3;
    const start = -120 + sheet.random() * 90;
    let d = `M${n(start)} ${y}`;
    for (let x = 0; x < 6; x++) d += `q25 ${-swell} 50 0t50 0`;
    return path(`${d}V620H-140z`, fill);
  });
  return (
    circle(300, 236, 44, accent) +
    bands.join('') +
    title(sheet, { y: 34, height: 148, stand: 'top' }).svg +
    credits(sheet, { y: 580 })
  );
};
