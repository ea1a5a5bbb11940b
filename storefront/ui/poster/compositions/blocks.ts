import { circle, path, rect } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';

type Tile = (x: number, y: number, color: string) => string;

const size = 86;
const tiles: Tile[] = [
  (x, y, color) => circle(x + size / 2, y + size / 2, size / 2, color),
  (x, y, color) => path(`M${x} ${y}a${size} ${size} 0 0 1 ${size} ${size}h-${size}z`, color),
  (x, y, color) => path(`M${x + size} ${y}v${size}h-${size}a${size} ${size} 0 0 1 ${size} -${size}z`, color),
  (x, y, color) => path(`M${x} ${y + size / 2}a${size / 2} ${size / 2} 0 0 1 ${size} 0z`, color),
  (x, y, color) => path(`M${x} ${y}h${size}l-${size} ${size}z`, color),
  (x, y, color) => circle(x + size / 2, y + size / 2, size / 5, color),
];

/** A box of building blocks tipped out in good order. */
export const blocks: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const out: string[] = [];
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 4; column++) {
      const ground = [background, second, accent, background, ink][Math.floor(sheet.random() * 5)] ?? second;
      const others = [ink, accent, second, background].filter((color) => color !== ground);
      const x = 28 + column * size;
      const y = 200 + row * size;
      out.push(rect(x, y, size, size, ground));
      out.push(
        tiles[Math.floor(sheet.random() * tiles.length)]?.(x, y, others[Math.floor(sheet.random() * 3)] ?? ink) ?? '',
      );
    }
  return out.join('') + title(sheet, { y: 34, height: 136, stand: 'middle' }).svg + credits(sheet, { y: 576 });
};
