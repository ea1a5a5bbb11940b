import type { PosterFilm } from './film.ts';
import { hash } from './random.ts';

/** Four inks: `ink` reads on `background` at 4.5:1 or better; `accent` and `second` are for shapes. */
export interface Palette {
  background: string;
  ink: string;
  accent: string;
  second: string;
}

const p = (background: string, ink: string, accent: string, second: string): Palette => ({
  background,
  ink,
  accent,
  second,
});

const byGenre: Record<string, Palette[]> = {
  drama: [
    p('#1f2a37', '#f3e9d6', '#e07a3f', '#3f5a70'),
    p('#efe3cf', '#2a1f1a', '#b8472f', '#d9b98a'),
    p('#3a1d24', '#f6e3d0', '#d98c5f', '#6d3440'),
    p('#d8d3c4', '#1d2b2a', '#2f6f6a', '#a9a48f'),
  ],
  comedy: [
    p('#f4b93c', '#241608', '#d6402b', '#fbe3a6'),
    p('#f3e8da', '#26202e', '#e4572e', '#f2b632'),
    p('#8fc7c0', '#14282a', '#e8533f', '#f6ead2'),
  ],
  horror: [
    p('#120d10', '#f0e4d8', '#c4161c', '#3a1418'),
    p('#0f1715', '#e6e8dc', '#9fb23c', '#24352f'),
    p('#b3161b', '#fff1e4', '#16090a', '#7c0c12'),
  ],
  'sci-fi': [
    p('#0c1424', '#eef1ec', '#f2643d', '#27406b'),
    p('#131022', '#efe9fb', '#7fd0d8', '#3b2c6e'),
    p('#e6e2d8', '#15181d', '#e2431e', '#8ba3ad'),
  ],
  animation: [
    p('#f0d9b5', '#23324a', '#e8623c', '#5fa08c'),
    p('#284a5e', '#fbf0dc', '#f3b33d', '#e5734a'),
    p('#5b2a52', '#fdeedd', '#f39c4a', '#9b5a86'),
  ],
  thriller: [
    p('#e3ded2', '#171717', '#d8341f', '#9a9588'),
    p('#14181c', '#e9e4d9', '#e0b53a', '#39444d'),
    p('#e2582b', '#1b0d07', '#f7e6cf', '#8f2a0c'),
  ],
  romance: [
    p('#e9b7a4', '#3d1420', '#b5273f', '#f6dfd0'),
    p('#4a1228', '#fde7dc', '#ef7f6d', '#862844'),
    p('#f3e5da', '#40202a', '#d35f5f', '#e8b59d'),
  ],
  documentary: [p('#ece7dc', '#1b1b1a', '#1f6a54', '#bdb6a4'), p('#1e2422', '#eef0e6', '#d6b25a', '#42514b')],
  musical: [p('#2a0f2e', '#ffeeda', '#f2a33a', '#7a2468'), p('#f2c14e', '#2b1020', '#c5283d', '#fbe7b4')],
  western: [p('#e2a55a', '#2b130a', '#a8321a', '#f3d9a4'), p('#7a2e18', '#fbe8c8', '#f0b04f', '#4d1a0d')],
  war: [p('#3c4032', '#efe8d3', '#c8402a', '#666b50'), p('#d6cdb4', '#23251d', '#8f2f22', '#a09a7c')],
  crime: [
    p('#15130f', '#f1e7d2', '#c9a13f', '#473c26'),
    p('#d9d0bd', '#191410', '#9e2026', '#a59a83'),
    p('#22343c', '#f3ead7', '#e5674a', '#456270'),
  ],
  adventure: [
    p('#0f4a56', '#fbf0da', '#f2a541', '#2f7f86'),
    p('#f0cf8e', '#1d3038', '#d25a2c', '#4f8a86'),
    p('#b34321', '#fff3df', '#2a1712', '#f0a657'),
  ],
  fantasy: [
    p('#1b2a41', '#f4ecd8', '#e6b655', '#43618a'),
    p('#274a3c', '#f5efd9', '#e9c46a', '#4f7d64'),
    p('#3b2650', '#f8ecdf', '#e8a0a8', '#6a4b86'),
  ],
  family: [p('#f6d365', '#22304a', '#e4573d', '#7db3a8'), p('#79b4c9', '#14283a', '#f6e7c8', '#e5663f')],
  mystery: [
    p('#1c2230', '#efe9da', '#d9a441', '#3d4a66'),
    p('#1f3a36', '#f2ecd9', '#d97b4a', '#3d6a60'),
    p('#cfc8b6', '#1d1a22', '#6d2a5b', '#958da0'),
  ],
};

/** The film's colours, the same wherever it is shown: from its first known genre, then by its slug. */
export function paletteOf(film: Pick<PosterFilm, 'genres' | 'slug'>): Palette {
  const genre = film.genres.find((code) => code in byGenre) ?? 'drama';
  const choices = byGenre[genre] ?? [];
  return choices[(hash(film.slug) >>> 4) % choices.length] ?? p('#1f2a37', '#f3e9d6', '#e07a3f', '#3f5a70');
}
