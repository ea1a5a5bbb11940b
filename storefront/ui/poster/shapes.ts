import { n } from './text.ts';

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}"${more && ` ${more}`}/>`;

export const circle = (cx: number, cy: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(r)}" fill="${fill}"${more && ` ${more}`}/>`;

export const ring = (cx: number, cy: number, r: number, stroke: string, thick: number): string =>
  circle(cx, cy, r, 'none', `stroke="${stroke}" stroke-width="${n(thick)}"`);

export type Point = readonly [number, number];

export const polygon = (points: readonly Point[], fill: string, more = ''): string =>
  `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}"${more && ` ${more}`}/>`;

export const path = (d: string, fill: string, more = ''): string =>
  `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`;

/** A person seen from afar, `tall` units high, standing on `y`: a head, a long coat, two legs. */
export const figure = (x: number, y: number, tall: number, fill: string): string => {
  const at = (dx: number, dy: number) => `${n(x + dx * tall)} ${n(y - dy * tall)}`;
  const coat = `M${at(-0.15, 0.7)}Q${at(-0.15, 0.8)} ${at(-0.05, 0.8)}L${at(0.05, 0.8)}Q${at(0.15, 0.8)} ${at(0.15, 0.7)}L${at(0.16, 0.25)}L${at(0.1, 0.25)}`;
  const legs = `L${at(0.09, 0)}L${at(0.02, 0)}L${at(0, 0.25)}L${at(-0.02, 0)}L${at(-0.09, 0)}L${at(-0.1, 0.25)}L${at(-0.16, 0.25)}z`;
  return circle(x, y - tall * 0.9, tall * 0.085, fill) + path(coat + legs, fill);
};
