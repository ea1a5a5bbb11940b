import type { PosterFilm } from './film.ts';
import { fitText, leading } from './fit.ts';
import type { Palette } from './palettes.ts';
import { capHeight, type Face, type TextSetter } from './text.ts';

/** What every composition draws on: 400 × 600 units, four inks, a repeatable chance, a way to set type. */
export interface Sheet {
  film: PosterFilm;
  palette: Palette;
  random: () => number;
  set: TextSetter;
}

export type Composition = (sheet: Sheet) => string;

export const width = 400;
export const height = 600;
const margin = 28;

type Align = 'left' | 'center' | 'right';

const left = (align: Align, x: number, box: number, line: number): number =>
  align === 'left' ? x : align === 'right' ? x + box - line : x + (box - line) / 2;

export interface TitleBox {
  x?: number;
  y: number;
  width?: number;
  height: number;
  /** Where the block sits in a box taller than it. */
  stand?: 'top' | 'middle' | 'bottom';
  align?: Align;
  fill?: string;
  maxSize?: number;
}

/** The title in capitals, as large as its box allows. `top` and `bottom` are where it ended up. */
export function title(sheet: Sheet, box: TitleBox): { svg: string; top: number; bottom: number } {
  const { x = margin, width: wide = width - 2 * margin, align = 'left', stand = 'top' } = box;
  const set = fitText(sheet.set, sheet.film.title.toUpperCase(), 'display', {
    width: wide,
    height: box.height,
    maxSize: box.maxSize ?? 132,
  });
  const spare = box.height - set.height;
  const top = box.y + (stand === 'top' ? 0 : stand === 'middle' ? spare / 2 : spare);
  const svg = set.lines.map((text, index) =>
    sheet.set.draw({
      text,
      face: 'display',
      size: set.size,
      fill: box.fill ?? sheet.palette.ink,
      x: left(align, x, wide, sheet.set.width(text, 'display') * set.size),
      y: top + (capHeight + index * leading) * set.size,
    }),
  );
  return { svg: svg.join(''), top, bottom: top + set.height };
}

export interface LabelBox {
  x?: number;
  /** Of the baseline. */
  y: number;
  width?: number;
  align?: Align;
  fill?: string;
  size?: number;
  face?: Face;
}

/** One line of small type, made smaller when it would pass its box. */
function label(sheet: Sheet, text: string, box: LabelBox): string {
  const { x = margin, width: wide = width - 2 * margin, align = 'left', face = 'label' } = box;
  const tracking = 0.06;
  const ems = sheet.set.width(text, face) + tracking * ([...text].length - 1);
  const size = Math.min(box.size ?? 19, wide / ems);
  const fill = box.fill ?? sheet.palette.ink;
  return sheet.set.draw({ text, face, size, fill, tracking, x: left(align, x, wide, ems * size), y: box.y });
}

/** Director and year, as a poster signs itself; what is not known is left out. */
export function credits(sheet: Sheet, box: LabelBox): string {
  const { director, year } = sheet.film;
  const known = [director.toUpperCase(), year].filter(Boolean).join(' · ');
  return known && label(sheet, known, box);
}
