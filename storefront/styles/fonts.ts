/**
 * The font files that the first screen of an English page needs, as keys of Vite's manifest. The page shell preloads
 * them; the other alphabets come when a page has words in them.
 */
export const preloadedFonts = [
  'node_modules/@fontsource-variable/sofia-sans-extra-condensed/files/sofia-sans-extra-condensed-latin-wght-normal.woff2',
  'node_modules/@fontsource-variable/golos-text/files/golos-text-latin-wght-normal.woff2',
];
