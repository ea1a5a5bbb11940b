import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sheet = readFileSync(new URL('../../storefront/styles/_palette.scss', import.meta.url), 'utf8');

function coloursOf(theme: 'light' | 'dark'): Map<string, string> {
  const body = sheet.match(new RegExp(`@mixin ${theme} \\{([^}]*)\\}`))?.[1] ?? '';
  return new Map(
    [...body.matchAll(/--foyer-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['ground', 'surface', 'sunken'];
const onGrounds = ['text', 'muted', 'link', 'brass-text', 'pine', 'amber', 'danger'];
const texts: [string, string][] = [
  ...onGrounds.flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ['on-velvet', 'velvet'],
  ['on-velvet', 'velvet-deep'],
  ['on-brass', 'brass'],
  ['pine', 'pine-ground'],
  ['amber', 'amber-ground'],
  ['danger', 'danger-ground'],
];
const edges: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['edge', ground],
    ['focus', ground],
    ['brass-edge', ground],
  ]),
];

for (const theme of ['light', 'dark'] as const) {
  const colour = coloursOf(theme);
  const ratio = (a: string, b: string) => contrast(colour.get(a) ?? '#000000', colour.get(b) ?? '#000000');
  test(`every text colour reads on every ground (${theme})`, () => {
    for (const [text, ground] of texts) expect(ratio(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });
  test(`every control's edge shows on every ground (${theme})`, () => {
    for (const [edge, ground] of edges) expect(ratio(edge, ground), `${edge} on ${ground}`).toBeGreaterThanOrEqual(3);
  });
}
