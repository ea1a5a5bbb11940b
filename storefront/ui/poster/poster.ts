import { compositionOf } from './choose.ts';
import type { PosterFilm } from './film.ts';
import { type Palette, paletteOf } from './palettes.ts';
import { hash, randomFrom } from './random.ts';
import { height, width } from './sheet.ts';
import { escapeXml, plainText, type TextSetter } from './text.ts';

export type { PosterFilm } from './film.ts';
export type { TextSetter } from './text.ts';

/**
 * A drawn poster, 2:3, as a complete SVG document. The same film gives the same poster everywhere. Pass a setter that
 * draws outlines wherever the SVG is shown through `<img>`: page fonts do not reach it there.
 */
export function posterSvg(film: PosterFilm, set: TextSetter = plainText): string {
  const palette = paletteOf(film);
  const art = compositionOf(film)({ film, palette, random: randomFrom(hash(film.slug)), set });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">` +
    `<title>${escapeXml(film.title)}</title>` +
    `<rect width="${width}" height="${height}" fill="${palette.background}"/>${art}</svg>`
  );
}

/** The colours of a film's poster, for the page that shows it. `ink` on `background` is at least 4.5:1. */
export function posterPalette(film: PosterFilm): Pick<Palette, 'background' | 'ink' | 'accent'> {
  const { background, ink, accent } = paletteOf(film);
  return { background, ink, accent };
}
