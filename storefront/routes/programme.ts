import type { Express, Request } from 'express';
import { createElement } from 'react';
import { businessDate } from '../../server/contract/venue-time.ts';
import { sql } from '../../server/db.ts';
import type { Cinema } from '../../server/domain/cinema.ts';
import { listFilms } from '../../server/domain/programme/list-films.ts';
import { listProgramme } from '../../server/domain/programme/list-programme.ts';
import { withSeatsLeft } from '../../server/domain/programme/screening-summaries.ts';
import { ProgrammePage, type ProgrammeProps, ProgrammeResults } from '../views/programme.tsx';
import { fillOf, filmCard, showTime } from './film-cards.ts';
import { type Listing, narrow, openFirst, optionsOf } from './narrow-programme.ts';
import { type ProgrammeFilters, readProgrammeQuery } from './programme-query.ts';
import { frameFor, type Shop, sendPart, sendSharedPage } from './shop.ts';

/** How many days the programme is known for. */
const daysAhead = 21;
/** A search answers the best of its films. */
const mostFound = 24;

export function installProgramme(app: Express, shop: Shop): void {
  app.get('/', async (req, res) => {
    const ask = async () => programmeProps(shop, req, await shop.cinema());
    if (req.get('x-part') === 'results') return sendPart(res, createElement(ProgrammeResults, await ask()));
    res.vary('X-Part');
    await sendSharedPage(shop, req, res, async () => {
      const props = await ask();
      return {
        basis: fillOf(props.films.flatMap(({ shows }) => shows)),
        page: () => createElement(ProgrammePage, props),
      };
    });
  });
}

async function programmeProps(shop: Shop, req: Request, cinema: Cinema): Promise<ProgrammeProps> {
  const now = new Date();
  const { query, date: asked, badDate, filters } = readProgrammeQuery(req.query);
  const days = daysFrom(businessDate(now, cinema.timeZone, cinema.businessDayCutoff));
  const { date, listing } = query
    ? { date: asked ?? days[0] ?? '', listing: await search(shop, query, asked, now) }
    : await dayOf(shop, asked, days, now);
  // A search answers its best films only: those that fit are looked for, not picked from the best of all.
  const fitting = query && (filters.genre || filters.age) ? await search(shop, query, asked, now, filters) : listing;
  return {
    frame: frameFor(shop, req, cinema, { islands: ['programme.ts'] }),
    choice: { date, dated: asked !== null, query, filters, options: optionsOf(listing, filters) },
    days,
    badDate,
    films: openFirst(narrow(fitting, filters), now).map(({ film, screenings }) => ({
      film: filmCard(film),
      shows: screenings.map((screening) => showTime(screening, now)),
    })),
  };
}

/** The day that was asked for; else today, or tomorrow once today's last show has begun. */
async function dayOf(shop: Shop, asked: string | null, days: string[], now: Date) {
  const date = asked ?? days[0] ?? '';
  const listing = await listingOf(shop, date, days, now);
  const over = !asked && listing.every(({ screenings }) => screenings.every((show) => show.salesCloseAt <= now));
  const next = days[1];
  if (!over || !next) return { date, listing };
  return { date: next, listing: await listingOf(shop, next, days, now) };
}

/** A day of the strip is read once while the programme stands, and what is left of its seats whenever it is asked for. */
async function listingOf({ deps }: Shop, date: string, days: string[], now: Date): Promise<Listing> {
  const read = async () => (await listProgramme(deps.db, date, now)).films;
  if (!days.includes(date)) return read();
  const films = await deps.remember(`programme of ${date}`, read);
  const screenings = await withSeatsLeft(
    sql(deps.db),
    films.flatMap((each) => each.screenings),
  );
  const byFilm = Map.groupBy(screenings, (screening) => screening.film.id);
  return films.map(({ film }) => ({ film, screenings: byFilm.get(film.id) ?? [] }));
}

async function search(
  shop: Shop,
  query: string,
  asked: string | null,
  now: Date,
  { genre, age }: ProgrammeFilters = {},
): Promise<Listing> {
  const { films } = await listFilms(shop.deps.db, {
    search: query,
    genre,
    ageLimit: age === undefined ? undefined : Number(age),
    date: asked ?? undefined,
    page: 1,
    pageSize: mostFound,
    now,
  });
  return films.map(({ nextScreenings, ...film }) => ({ film, screenings: nextScreenings }));
}

function daysFrom(today: string): string[] {
  const first = Temporal.PlainDate.from(today);
  return Array.from({ length: daysAhead }, (_, i) => first.add({ days: i }).toString());
}
