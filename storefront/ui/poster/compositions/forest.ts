import { circle, figure, polygon } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** Trunks, a clearing of light between them, somebody small on the way in. */
export const forest: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const trunks = Array.from({ length: 13 }, (_, i) => {
    const x = i * 33 - 6 + sheet.random() * 10;
    const near = i % 3 === 0;
    if (x > 158 && x < 232) return '';
    const thick = near ? 19 : 9 + sheet.random() * 4;
    return polygon(
      [
        [x + 2, -10],
        [x + thick - 2, -10],
        [x + thick + 3, 436],
        [x - 3, 436],
      ],
      near ? ink : second,
      near ? 'opacity=".92"' : '',
    );
  });
  return (
    circle(202, 248, 108, accent) +
    trunks.join('') +
    figure(202, 436, 84, ink) +
    `<rect y="434" width="400" height="166" fill="${background}"/>` +
    title(sheet, { y: 456, height: 94, stand: 'middle', align: 'center' }).svg +
    credits(sheet, { y: 580, align: 'center' })
  );
};
