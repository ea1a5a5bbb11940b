// The bare frame of the demo's own pages (test payments, caught mail, a phone): one style element with a nonce, a script
// only where something is live.
import type { Response } from 'express';

/** Markup that is already safe. Made by `html` only. */
export interface Html {
  readonly safe: string;
}

type Piece = string | number | Html | null | undefined | false | readonly Piece[];

/** Escapes every text put into it; other markup made by `html` passes as it is. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return { safe: String.raw({ raw: parts }, ...pieces.map(render)) };
}

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escapeText(String(piece));
  return 'safe' in piece ? piece.safe : piece.map(render).join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Sends a page of the demo. The nonce is the app's own, from `res.locals.cspNonce`. */
export function sendDemoPage(
  res: Response,
  page: { title: string; notice: string; body: Html; style: string; script?: string; status?: number },
): void {
  const given: unknown = res.locals.cspNonce;
  const nonce = typeof given === 'string' ? given : '';
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<style nonce="${nonce}">${{ safe: FRAME + page.style }}</style>
</head>
<body>
<header class="notice">${page.notice}</header>
<main>${page.body}</main>
${page.script && html`<script nonce="${nonce}">${{ safe: page.script }}</script>`}
</body>
</html>
`;
  res
    .status(page.status ?? 200)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(document.safe);
}

const FRAME = `
:root { color-scheme: light dark; --ground: #f7f2ea; --sheet: #fffdf9; --ink: #14110f; --quiet: #5d534a;
  --line: #d9cebd; --edge: #8d7f6c; --velvet: #8c2336; --on-velvet: #fff; --link: #8c2336; --brass: #c8a04a;
  --notice: #f0dfb6; --on-notice: #3b2a05; --alarm: #f6dcdc; --on-alarm: #6b1020; }
@media (prefers-color-scheme: dark) { :root { --ground: #14110f; --sheet: #221d1a; --ink: #f7f2ea; --quiet: #b9ada0;
  --line: #3b332d; --edge: #85786a; --velvet: #a5344a; --link: #f0a3b0; --notice: #3a2e14; --on-notice: #f3dfae;
  --alarm: #45191f; --on-alarm: #ffd9dc; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0 0 1rem; font-weight: 650; }
h2 { font-size: 1rem; line-height: 1.3; margin: 0 0 .75rem; font-weight: 650; }
p { margin: 0 0 1rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--brass); outline-offset: 2px; }
.notice { margin: 0; padding: .625rem 1rem; background: var(--notice); color: var(--on-notice); text-align: center;
  font-size: .9375rem; }
.quiet { color: var(--quiet); }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; }
@media (min-width: 48rem) { main { padding-top: 3rem; } .sheet { padding: 1.75rem; } }
`;
