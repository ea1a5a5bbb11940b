import type { z } from 'zod';
import {
  getAvailableSeats,
  getBestAvailable,
  getSeats,
  getSession,
  listSessions,
  type sessionQuery,
} from '../contract/api/sessions.ts';
import { isRefusal, refuse } from '../contract/refusals.ts';
import { businessDay } from '../contract/venue-time.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import { findProfile } from '../domain/accounts/profile.ts';
import { type Cinema, loadCinema } from '../domain/cinema.ts';
import { findOffer, findScreening } from '../domain/programme/find-screening.ts';
import { listScreenings } from '../domain/programme/list-screenings.ts';
import { seatsTaken } from '../domain/programme/screening-summaries.ts';
import { sessionBody } from '../domain/programme/session-body.ts';
import { findBestAvailable } from '../domain/seats/find-best-available.ts';
import { onePage } from './pages.ts';
import { seatsText } from './seats-text.ts';
import { type Api, type SketchOf, serve } from './serve.ts';
import { offered, sessionDetailBody } from './session-body.ts';

export function installSessions(api: Api): void {
  const { deps } = api;

  serve(api, listSessions, async ({ query, req }) => {
    // Read once while the programme stands; only what is taken of the seats is counted anew.
    const { count, screenings, cinema } = await deps.remember(
      `sessions ${JSON.stringify(query)}`,
      () => listed(deps, query),
      query.page_size / 10,
    );
    const page = onePage(req, deps.publicUrl, query, { count, items: screenings });
    if (isRefusal(page)) return page;
    const taken = await seatsTaken(
      sql(deps.db),
      screenings.map(({ id }) => id),
    );
    return sketch(taken.join(), null, () => ({
      ...page,
      results: screenings.map((screening, at) => {
        const seatsFree = screening.seatsTotal - (taken[at] ?? 0);
        return sessionBody({ ...screening, seatsFree }, cinema, new Date());
      }),
    }));
  });

  serve(api, getSession, async ({ params: { id } }) => {
    const [seen, known] = await Promise.all([
      deps.feed.read(id, 0),
      deps.remember(`session ${id}`, () => Promise.all([findScreening(deps.db, id), loadCinema(sql(deps.db))])),
    ]);
    const [screening, cinema] = known;
    if (!seen || !screening) return refuse('not_found');
    const { states, nextExpiry } = seen.floor;
    const seatsFree = states.filter((state) => state === 'free').length;
    return sketch(`${seatsFree} free`, nextExpiry, () =>
      sessionDetailBody({ ...screening, seatsFree }, cinema, new Date()),
    );
  });

  serve(api, getSeats, async ({ params: { id } }) => {
    const [seen, offer] = await Promise.all([
      deps.feed.read(id, 0),
      deps.remember(`offer of session ${id}`, async () => {
        const [{ categories, ticketTypes }, { currency }] = await Promise.all([
          findOffer(deps.db, id),
          loadCinema(sql(deps.db)),
        ]);
        return JSON.stringify({ categories, ticket_types: offered(ticketTypes, currency) });
      }),
    ]);
    if (!seen) return refuse('not_found');
    const { plan, symbols, states, nextExpiry } = seen.floor;
    return {
      sketched: true,
      basis: `${seen.version} ${symbols}`,
      until: nextExpiry,
      write: () => seatsText(id, seen.version, offer, plan, states),
    };
  });

  serve(api, getAvailableSeats, async ({ params: { id } }) => {
    const seen = await deps.feed.read(id, 0);
    if (!seen) return refuse('not_found');
    const { plan, symbols, states, nextExpiry } = seen.floor;
    return sketch(symbols, nextExpiry, () => ({
      seats: plan.seats.filter((seat) => states[seat.ordinal] === 'free').map((seat) => seat.id),
    }));
  });

  serve(api, getBestAvailable, async ({ params, query, actor }) => {
    const taste = actor.userId === null ? null : await findProfile(deps.db, actor.userId);
    const seats = await findBestAvailable(deps, params.id, query.count, taste);
    return isRefusal(seats) ? seats : { seats };
  });
}

async function listed({ db }: Deps, query: z.output<typeof sessionQuery>) {
  const { date, movie, hall, from, page, page_size: pageSize } = query;
  const cinema = await loadCinema(sql(db));
  const found = await listScreenings(db, {
    date,
    filmId: movie,
    hallId: hall,
    from: from === undefined ? undefined : beginning(from, cinema),
    includePast: from !== undefined,
    page,
    pageSize,
    now: new Date(),
  });
  return { ...found, cinema };
}

/** An answer that is written out only if it is another than before. */
function sketch<Answer>(basis: string, until: Date | null, body: () => Answer): SketchOf<Answer> {
  return { sketched: true, basis, until, write: () => JSON.stringify(body()) };
}

function beginning(from: string, { timeZone, businessDayCutoff }: Cinema): Date {
  return from.length === 10 ? businessDay(from, timeZone, businessDayCutoff).from : new Date(from);
}
