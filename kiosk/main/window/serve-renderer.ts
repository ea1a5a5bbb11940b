import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** The window's only origin. Privileged, so that it is a secure context with a strict policy; never file://. */
export const scheme = 'app';
export const origin = `${scheme}://till`;

/** The renderer may run its own scripts and styles, show its own pictures, and talk to nobody. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Posters lie on the server. They come as pictures or not at all. */
const poster = /^\/(posters\/[\w.-]+|films\/[\w-]+\/poster\.svg)$/;
const posterMs = 8_000;
const posterBytes = 5_000_000;

export interface RendererHost {
  /** Where the built renderer lies. */
  folder: string;
  /** The server's address, if it is known. */
  server(): Promise<string | null>;
  fetch: typeof fetch;
}

/** Answers the window's requests: the built renderer, and the pictures of films. */
export function serveRenderer(host: RendererHost): (request: Pick<Request, 'method' | 'url'>) => Promise<Response> {
  return async ({ method, url }) => {
    const { pathname, host: name } = new URL(url);
    if (method !== 'GET' || name !== 'till') return nothing();
    const path = decodeURIComponent(pathname);
    return poster.test(path) ? await picture(host, path) : await file(host.folder, path === '/' ? '/index.html' : path);
  };
}

async function file(folder: string, path: string): Promise<Response> {
  const type = types[extname(path)];
  const full = normalize(join(folder, path));
  if (!type || !full.startsWith(folder + sep)) return nothing();
  try {
    return new Response(new Uint8Array(await readFile(full)), { headers: safe(type) });
  } catch {
    return nothing();
  }
}

async function picture({ server, fetch }: RendererHost, path: string): Promise<Response> {
  try {
    const answer = await fetch(`${await server()}${path}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(posterMs),
    });
    const type = answer.headers.get('content-type') ?? '';
    const bytes = await answer.arrayBuffer();
    if (!answer.ok || !/^image\/(svg\+xml|webp|png|jpeg|avif)\b/.test(type) || bytes.byteLength > posterBytes)
      return nothing();
    return new Response(bytes, { headers: { ...safe(type), 'cache-control': 'max-age=3600' } });
  } catch {
    return nothing();
  }
}

const safe = (type: string) => ({
  'content-type': type,
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
});

const nothing = () => new Response('', { status: 404, headers: safe('text/plain') });
