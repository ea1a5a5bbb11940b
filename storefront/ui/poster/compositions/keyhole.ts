import { figure, path, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** What is seen through a keyhole: light, and somebody who looks back. */
export const keyhole: Composition = (sheet) => {
  const { accent, background, second } = sheet.palette;
  return (
    rect(0, 0, 400, 600, background) +
    path('M200 34a104 104 0 0 1 52 194l42 196h-188l42-196a104 104 0 0 1 52-194z', second) +
    path('M200 50a88 88 0 0 1 42 166l42 194h-168l42-194a88 88 0 0 1 42-166z', accent) +
    figure(200, 410, 206, background) +
    title(sheet, { y: 446, height: 102, stand: 'middle', align: 'center' }).svg +
    credits(sheet, { y: 580, align: 'center' })
  );
};
