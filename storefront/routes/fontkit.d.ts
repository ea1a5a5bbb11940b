/** The part of fontkit that posters use; the package ships no types. */
declare module 'fontkit' {
  export interface Path {
    commands: { command: string; args: number[] }[];
    scale(x: number, y: number): Path;
  }
  export interface Font {
    unitsPerEm: number;
    layout(text: string): { glyphs: { path: Path }[]; positions: { xAdvance: number }[] };
  }
  export function create(file: Uint8Array): Font;
}
