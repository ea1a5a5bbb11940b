import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import { type Face, n, type TextSetter } from '../ui/poster/text.ts';

const files = {
  display: '900Black/SofiaSansExtraCondensed_900Black.ttf',
  label: '600SemiBold/SofiaSansExtraCondensed_600SemiBold.ttf',
} as const satisfies Record<Face, string>;

const letters: Record<string, string> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
};

interface Glyph {
  /** In em, `y` pointing down. */
  outline: { letter: string; args: number[] }[];
  advance: number;
}

function openFace(face: Face): (text: string) => Glyph[] {
  const file = createRequire(import.meta.url).resolve(`@expo-google-fonts/sofia-sans-extra-condensed/${files[face]}`);
  const font = fontkit.create(readFileSync(file));
  const em = font.unitsPerEm;
  const outlineOf = (path: fontkit.Path) =>
    path.scale(1 / em, -1 / em).commands.map(({ command, args }) => ({ letter: letters[command] ?? '', args }));
  return (text) => {
    const { glyphs, positions } = font.layout(text);
    return glyphs.map((glyph, index) => ({
      outline: outlineOf(glyph.path),
      advance: (positions[index]?.xAdvance ?? 0) / em,
    }));
  };
}

/**
 * Opens the display face (two TTF files, once) and sets poster text as outlines, so that a poster needs no font where
 * it is shown: page fonts do not reach an SVG inside `<img>`.
 */
export function outlineText(): TextSetter {
  const faces = { display: openFace('display'), label: openFace('label') };
  return {
    width: (text, face) => faces[face](text).reduce((sum, glyph) => sum + glyph.advance, 0),
    draw: ({ text, x, y, size, face, fill, tracking = 0 }) => {
      let pen = x;
      let d = '';
      for (const { outline, advance } of faces[face](text)) {
        for (const { letter, args } of outline)
          d += letter + args.map((value, index) => n(value * size + (index % 2 ? y : pen))).join(' ');
        pen += (advance + tracking) * size;
      }
      return `<path d="${d}" fill="${fill}"/>`;
    },
  };
}
