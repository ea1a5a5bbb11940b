import { createHash } from 'node:crypto';
import type { Express } from 'express';
import { findFilm } from '../../server/domain/programme/find-film.ts';
import { type PosterFilm, posterSvg } from '../ui/poster/poster.ts';
import type { TextSetter } from '../ui/poster/text.ts';
import { sendNotFound } from './faults.ts';
import { isSlug } from './film.ts';
import { posterFilmOf } from './film-cards.ts';
import { outlineText } from './poster-text.ts';
import type { Shop } from './shop.ts';

/** Drawn posters by slug; one is a few kilobytes, and a house has some hundred films. */
const mostKept = 300;

interface Drawn {
  facts: string;
  svg: string;
  etag: string;
}

export function installPosters(app: Express, shop: Shop): void {
  const kept = new Map<string, Drawn>();
  let setter: TextSetter | null = null;

  /** Draws each film once, and again when what stands on its poster has changed. */
  const drawn = (film: PosterFilm): Drawn => {
    const facts = JSON.stringify(film);
    const known = kept.get(film.slug);
    if (known?.facts === facts) return known;
    setter ??= outlineText();
    const svg = posterSvg(film, setter);
    const made = { facts, svg, etag: `"${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}"` };
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
    kept.set(film.slug, made);
    return made;
  };

  app.get('/films/:slug/poster.svg', async (req, res) => {
    const { slug } = req.params;
    const film = isSlug(slug) ? await findFilm(shop.deps.db, slug) : null;
    if (!film) return sendNotFound(shop, req, res);
    const { svg, etag } = drawn(posterFilmOf(film));
    res.type('svg').set({ ETag: etag, 'Cache-Control': 'public, max-age=86400, stale-while-revalidate=604800' });
    res.send(svg);
  });
}
