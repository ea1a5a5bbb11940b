import { circle, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** A town after dark, a few windows awake. */
export const city: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const far: string[] = [];
  for (let x = -10; x < 400; ) {
    const w = 34 + sheet.random() * 40;
    const y = 210 + sheet.random() * 110;
    far.push(rect(x, y, w, 400, second));
    x += w + 3;
  }
  const near: string[] = [];
  for (let x = -20; x < 400; ) {
    const w = 58 + sheet.random() * 52;
    const y = 308 + sheet.random() * 84;
    near.push(rect(x, y, w, 400, ink));
    for (let wy = y + 14; wy < 470; wy += 22)
      for (let wx = x + 10; wx < x + w - 14; wx += 19)
        if (sheet.random() < 0.26) near.push(rect(wx, wy, 9, 12, accent));
    x += w + 5;
  }
  return (
    circle(96 + sheet.random() * 210, 236, 62, accent) +
    far.join('') +
    near.join('') +
    rect(0, 488, 400, 112, ink) +
    title(sheet, { y: 34, height: 122 }).svg +
    credits(sheet, { y: 576, fill: background })
  );
};
