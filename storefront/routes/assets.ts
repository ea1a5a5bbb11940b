import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { preloadedFonts } from '../styles/fonts.ts';
import type { PageAssets } from '../views/frame.ts';

const folder = fileURLToPath(new URL('../../.build/storefront/', import.meta.url));

interface Chunk {
  file: string;
  imports?: string[];
}

export interface Assets {
  /** Addresses of what a page needs: sheets by name (`shop`), islands by file (`seats.tsx`) with their words. */
  forPage(sheets: readonly string[], islands: readonly string[], language?: string): PageAssets;
}

/** Reads Vite's manifest, and again whenever a build has written a new one. */
export function openAssets(): Assets {
  const path = join(folder, 'manifest.json');
  let stamp = -1;
  let manifest: Record<string, Chunk> = {};
  const read = () => {
    const written = existsSync(path) ? statSync(path).mtimeMs : 0;
    if (written !== stamp) manifest = written ? JSON.parse(readFileSync(path, 'utf8')) : {};
    stamp = written;
    return manifest;
  };
  return {
    forPage(sheets, islands, language = 'en') {
      const chunks = read();
      const address = (key: string) => (chunks[key] ? `/assets/${chunks[key].file}` : null);
      const entries = islands.map((name) => `storefront/browser/${name}`);
      // An island asks for the words of its page's language itself; the page has them fetched beside it.
      const words = islands.map((name) => `storefront/browser/words/${name.replace(/\.tsx?$/, '')}.${language}.ts`);
      const imported = [...entries, ...words].flatMap((key) => chunks[key]?.imports ?? []).map(address);
      return {
        styles: sheets.map((name) => address(`storefront/styles/${name}.scss`)).filter((found) => found !== null),
        scripts: entries.map(address).filter((found) => found !== null),
        preloads: [...new Set([...imported, ...words.map(address)])].filter((found) => found !== null),
        fonts: preloadedFonts.map(address).filter((found) => found !== null),
        // Whoever sees a page with a sheet of its own comes from one that had the fonts already. Where not, the sheets come
        // first on a slow line; the fallbacks are as wide as the fonts, so that nothing moves.
        fontsLater: sheets.length > 1,
      };
    },
  };
}

/** Serves the built files, which never change under their names, compressed as the build left them. */
export function installAssets(app: Express): void {
  app.use('/assets', choosePrecompressed, express.static(folder, { immutable: true, maxAge: '1y', index: false }));
}

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

function choosePrecompressed(req: Request, res: Response, next: NextFunction): void {
  const extension = /^\/[\w.-]+\.(js|css|svg)$/.exec(req.path)?.[1];
  if (extension) {
    res.vary('Accept-Encoding');
    const encoding = req.acceptsEncodings('br', 'gzip', 'identity');
    const suffix = encoding === 'br' ? 'br' : encoding === 'gzip' ? 'gz' : null;
    if (suffix && encoding && present().has(`${req.path.slice(1)}.${suffix}`)) {
      res.type(`${types[extension]}; charset=utf-8`).setHeader('Content-Encoding', encoding);
      req.url = `${req.path}.${suffix}`;
    }
  }
  next();
}

let names: { stamp: number; files: Set<string> } = { stamp: -1, files: new Set() };

function present(): Set<string> {
  const stamp = existsSync(folder) ? statSync(folder).mtimeMs : 0;
  if (stamp !== names.stamp) names = { stamp, files: new Set(stamp ? readdirSync(folder) : []) };
  return names.files;
}
