/** `display` is the heavy cut for titles, `label` the lighter one for credits. */
export type Face = 'display' | 'label';

export interface Line {
  text: string;
  /** Left end of the baseline, in poster units. */
  x: number;
  y: number;
  /** Size of the em, in poster units. */
  size: number;
  face: Face;
  fill: string;
  /** Space added after each letter, in em. */
  tracking?: number;
}

/** Measures and draws one line of text. The server passes one that draws outlines; `plainText` needs no font file. */
export interface TextSetter {
  /** Advance width of the text in em, tracking left out. */
  width(text: string, face: Face): number;
  draw(line: Line): string;
}

/** Height of a capital in em, for both faces. */
export const capHeight = 0.655;

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 32};`);

/** Rounds to a tenth of a poster unit: finer is only more bytes. */
export const n = (value: number): number => Math.round(value * 10) / 10;

const wide = /[MWmwЖЮЩШФМЫЊШжюшщфмы@%—]/;
const narrow = /[IІЇiіїljJt.,:;'’!|()[\]1 -]/;
const caps = /\p{Lu}|\p{N}/u;

function estimate(char: string): number {
  if (wide.test(char)) return 0.56;
  if (narrow.test(char)) return 0.26;
  return caps.test(char) ? 0.41 : 0.38;
}

const family = "'Sofia Sans Extra Condensed Variable','Sofia Sans Extra Condensed','Arial Narrow',sans-serif";

/** Draws `<text>` squeezed to its estimated width, so that any fallback font still fits. */
export const plainText: TextSetter = {
  width: (text) => [...text].reduce((sum, char) => sum + estimate(char), 0),
  draw: ({ text, x, y, size, face, fill, tracking = 0 }) => {
    const length = (plainText.width(text, face) + tracking * ([...text].length - 1)) * size;
    const weight = face === 'display' ? 900 : 600;
    return `<text x="${n(x)}" y="${n(y)}" font-family="${family}" font-size="${n(size)}" font-weight="${weight}" textLength="${n(length)}" lengthAdjust="spacingAndGlyphs" fill="${fill}">${escapeXml(text)}</text>`;
  },
};
