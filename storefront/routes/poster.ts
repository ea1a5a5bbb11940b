import type { Express } from 'express';
import { isRefusal, refuse } from '../../server/contract/refusals.ts';
import { findFilm } from '../../server/domain/programme/find-film.ts';
import type { Manner } from '../../server/http/kept-replies.ts';
import { sendKept } from '../../server/http/send-kept.ts';
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
}

const manner: Manner = {
  type: 'image/svg+xml',
  cacheControl: 'public, max-age=86400, stale-while-revalidate=604800',
  vary: null,
  of: 'programme',
  wait: null,
  route: '/films/:slug/poster.svg',
};

export function installPosters(app: Express, shop: Shop): void {
  const kept = new Map<string, Drawn>();
  let setter: TextSetter | null = null;

  /** Draws each film once, and again when what stands on its poster has changed. */
  const drawn = (film: PosterFilm): string => {
    const facts = JSON.stringify(film);
    const known = kept.get(film.slug);
    if (known?.facts === facts) return known.svg;
    setter ??= outlineText();
    const svg = posterSvg(film, setter);
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
    kept.set(film.slug, { facts, svg });
    return svg;
  };

  app.get('/films/:slug/poster.svg', async (req, res) => {
    const { slug } = req.params;
    if (!isSlug(slug)) return sendNotFound(shop, req, res);
    const poster = await shop.deps.kept.get(`poster ${slug}`, manner, async () => {
      const film = await findFilm(shop.deps.db, slug);
      return film ? drawn(posterFilmOf(film)) : refuse('not_found');
    });
    if (isRefusal(poster)) return sendNotFound(shop, req, res);
    sendKept(req, res, poster);
  });
}
