import type { Express, Request } from 'express';
import { createElement } from 'react';
import { type Refusal, refuse } from '../../server/contract/refusals.ts';
import { sql } from '../../server/db.ts';
import { findFilm } from '../../server/domain/programme/find-film.ts';
import { listScreenings } from '../../server/domain/programme/list-screenings.ts';
import { withSeatsLeft } from '../../server/domain/programme/screening-summaries.ts';
import { FilmPage } from '../views/film.tsx';
import { sendNotFound } from './faults.ts';
import { fillOf, filmCard, showTime } from './film-cards.ts';
import { type Drawing, frameOf, type Shop, sendSharedPage } from './shop.ts';

/** Three weeks of one film. */
const mostShows = 100;

export function installFilms(app: Express, shop: Shop): void {
  app.get('/films/:slug', async (req, res) => {
    const { slug } = req.params;
    const none = isSlug(slug) ? await sendSharedPage(shop, req, res, () => draw(shop, req, slug)) : refuse('not_found');
    if (none) await sendNotFound(shop, req, res);
  });
}

async function draw(shop: Shop, req: Request, slug: string): Promise<Drawing | Refusal> {
  const { db, remember } = shop.deps;
  const now = new Date();
  const known = await remember(`film ${slug}`, async () => {
    const film = await findFilm(db, slug);
    return film && { film, ...(await listScreenings(db, { filmId: film.id, page: 1, pageSize: mostShows, now })) };
  });
  if (!known) return refuse('not_found');
  const { description, cast, country, language } = known.film;
  const shows = (await withSeatsLeft(sql(db), known.screenings)).map((screening) => showTime(screening, now));
  const film = { ...filmCard(known.film), description, cast, country, language };
  const frame = await frameOf(shop, req);
  return { basis: fillOf(shows), page: () => createElement(FilmPage, { frame, film, shows }) };
}

export const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,799}$/.test(text);
