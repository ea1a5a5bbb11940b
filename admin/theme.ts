import { readFileSync } from 'node:fs';

const sheet = readFileSync(new URL('../storefront/styles/_palette.scss', import.meta.url), 'utf8');

/** The palette's colours in one light, by name: `ground`, `velvet`. AdminJS computes with them, so it needs values. */
function palette(light: 'light' | 'dark'): (name: string) => string {
  const [, block = ''] = new RegExp(`@mixin ${light} \\{([^}]*)\\}`).exec(sheet) ?? [];
  const colours = new Map(
    Array.from(block.matchAll(/--foyer-([\w-]+): (#[0-9a-f]{6});/g), ([, name = '', value = '']) => [name, value]),
  );
  return (name) => {
    const colour = colours.get(name);
    if (!colour) throw new Error(`the palette has no ${name}`);
    return colour;
  };
}

/** AdminJS's theme in our colours. Source: @adminjs/design-system, build/theme.js. */
export function adminTheme(light: 'light' | 'dark') {
  const p = palette(light);
  const font = '"Golos Text Variable", "Text fallback", system-ui, sans-serif';
  return {
    colors: {
      border: p('line'),
      text: p('text'),
      // Both a ground, under `white`, and the ink of a quiet button: in the dark only the light tone does for both.
      primary100: p('link'),
      primary80: p('link'),
      primary60: p('edge'),
      primary40: p('line'),
      primary20: p('sunken'),
      accent: p('brass-edge'),
      grey100: p('text'),
      grey80: p('text'),
      grey60: p('muted'),
      grey40: p('edge'),
      grey20: p('sunken'),
      white: p('surface'),
      black: p('text'),
      errorDark: p('danger'),
      error: p('danger'),
      errorLight: p('danger-ground'),
      successDark: p('pine'),
      success: p('pine'),
      successLight: p('pine-ground'),
      warningDark: p('amber'),
      warning: p('amber'),
      warningLight: p('amber-ground'),
      infoDark: p('link'),
      info: p('link'),
      infoLight: p('sunken'),
      bg: p('ground'),
      filterBg: p('surface'),
      container: p('surface'),
      sidebar: p('surface'),
      inputBorder: p('edge'),
      separator: p('line'),
      highlight: p('sunken'),
      love: p('velvet'),
    },
    font,
    sizes: { navbarHeight: '56px', sidebarWidth: '240px', maxFormWidth: '760px' },
  };
}
