import { figure, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

/** A house front at night: every window dark but one, and somebody in it. */
export const windows: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const lit = { column: 1 + Math.floor(sheet.random() * 3), row: 1 + Math.floor(sheet.random() * 3) };
  const panes: string[] = [];
  for (let row = 0; row < 5; row++)
    for (let column = 0; column < 5; column++) {
      const x = 28 + column * 71;
      const y = 188 + row * 72;
      const here = row === lit.row && column === lit.column;
      panes.push(rect(x, y, 60, 58, here ? accent : second));
      if (here) panes.push(figure(x + 34, y + 58, 50, background));
      panes.push(rect(x + 28.5, y, 3, here ? 0 : 58, background), rect(x, y + 58, 60, 3, ink, 'opacity=".35"'));
    }
  return title(sheet, { y: 34, height: 132, stand: 'middle' }).svg + panes.join('') + credits(sheet, { y: 580 });
};
