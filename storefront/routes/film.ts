import type { Express } from 'express';
import { createElement } from 'react';
import { findFilm } from '../../server/domain/programme/find-film.ts';
import { listScreenings } from '../../server/domain/programme/list-screenings.ts';
import { FilmPage } from '../views/film.tsx';
import { sendNotFound } from './faults.ts';
import { filmCard, showTime } from './film-cards.ts';
import { frameOf, type Shop, sendPage } from './shop.ts';

/** Three weeks of one film. */
const mostShows = 100;

export function installFilms(app: Express, shop: Shop): void {
  app.get('/films/:slug', async (req, res) => {
    const now = new Date();
    const film = isSlug(req.params.slug) ? await findFilm(shop.deps.db, req.params.slug) : null;
    if (!film) return sendNotFound(shop, req, res);
    const { screenings } = await listScreenings(shop.deps.db, { filmId: film.id, page: 1, pageSize: mostShows, now });
    const { description, cast, country, language } = film;
    const props = {
      frame: await frameOf(shop, req),
      film: { ...filmCard(film), description, cast, country, language },
      shows: screenings.map((screening) => showTime(screening, now)),
    };
    return sendPage(res, createElement(FilmPage, props));
  });
}

export const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,119}$/.test(text);
