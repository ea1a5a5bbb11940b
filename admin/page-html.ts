import { adminTheme } from './theme.ts';

export interface PageDress {
  nonce: string;
  /** What the reader chose; null: as their system likes it. */
  light: 'light' | 'dark' | null;
  title: string;
  /** Addresses of our sheets and fonts. */
  styles: readonly string[];
  fonts: readonly string[];
}

/** JSON that no `</script>` or `<!--` in a film's title can end. */
function inlineJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

const themes = { light: adminTheme('light'), dark: adminTheme('dark') };

/**
 * AdminJS's page made ours on its way out: its state escaped, our theme in the reader's light, our sheets instead of a
 * font host's, and the nonce on every script and style. Source: adminjs, lib/frontend/layout-template.js (7.8.17).
 *
 * @throws if the page is not the one that this was written for, so that an upgrade cannot go unnoticed.
 */
export function dressPage(html: string, { nonce, light, title, styles, fonts }: PageDress): string {
  const state = /^ *window\.REDUX_STATE = (\{.*\});$/m.exec(html)?.[1];
  const theme = /^ *window\.THEME = (\{.*\});$/m.exec(html)?.[1];
  if (!state || !theme) throw new Error('the page of AdminJS has changed its shape');
  const head = [
    ...fonts.map((href) => `<link rel="preload" href="${href}" as="font" type="font/woff2" crossorigin>`),
    ...styles.map((href) => `<link rel="stylesheet" href="${href}">`),
    '<link rel="icon" href="/favicon.svg" type="image/svg+xml">',
  ].join('\n');
  // Functions instead of strings: `$&` in a state is text.
  return html
    .trimStart()
    .replace(`window.REDUX_STATE = ${state};`, () => `window.REDUX_STATE = ${inlineJson(JSON.parse(state))};`)
    .replace(`window.THEME = ${theme};`, () => themeScript(JSON.parse(theme), light, nonce))
    .replace(/<html lang=[^>]*>/, `<html lang="en"${light ? ` data-bs-theme="${light}"` : ''}>`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`)
    .replace(/<link rel="stylesheet" href="https:\/\/fonts\.googleapis[^>]*>/, '')
    .replace(/:root \{\s*color-scheme: light;\s*\}/, '')
    .replace('</head>', () => `${head}\n</head>`)
    .replaceAll(/<(script|style)(?=[\s>])/g, `<$1 nonce="${nonce}"`);
}

/**
 * Without a choice the system's wish decides, which only the browser knows. AdminJS computes its colours once, so the
 * page keeps the light that it was opened in. The nonce is for styled-components.
 */
function themeScript(base: Record<string, unknown>, light: PageDress['light'], nonce: string): string {
  const dressed = (one: keyof typeof themes) => inlineJson(merged(base, themes[one]));
  const wish = `(document.documentElement.dataset.bsTheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')`;
  const value = light ? dressed(light) : `${wish} === 'dark' ? ${dressed('dark')} : ${dressed('light')}`;
  return `window.THEME = ${value};\n        window.__webpack_nonce__ = ${JSON.stringify(nonce)};`;
}

function merged(base: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const parts = Object.entries(own).map(([name, value]) => {
    const below = base[name];
    return [name, isObject(value) && isObject(below) ? { ...below, ...value } : value];
  });
  return { ...base, ...Object.fromEntries(parts) };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
