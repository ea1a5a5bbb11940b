import { getAvailableSeats, getBestAvailable, getSeats, getSession, listSessions } from '../contract/api/sessions.ts';
import { isRefusal, refuse } from '../contract/refusals.ts';
import { businessDay } from '../contract/venue-time.ts';
import { sql } from '../db.ts';
import { findProfile } from '../domain/accounts/profile.ts';
import { type Cinema, loadCinema } from '../domain/cinema.ts';
import { findScreening } from '../domain/programme/find-screening.ts';
import { listScreenings } from '../domain/programme/list-screenings.ts';
import { sessionBody } from '../domain/programme/session-body.ts';
import { findBestAvailable } from '../domain/seats/find-best-available.ts';
import { onePage } from './pages.ts';
import { type Api, serve } from './serve.ts';
import { offered, sessionDetailBody } from './session-body.ts';

export function installSessions(api: Api): void {
  const { deps } = api;

  serve(api, listSessions, async ({ query, req }) => {
    const { date, movie, hall, from, page, page_size: pageSize } = query;
    const cinema = await loadCinema(sql(deps.db));
    const now = new Date();
    const { count, screenings } = await listScreenings(deps.db, {
      date,
      filmId: movie,
      hallId: hall,
      from: from === undefined ? undefined : beginning(from, cinema),
      includePast: from !== undefined,
      page,
      pageSize,
      now,
    });
    const items = screenings.map((screening) => sessionBody(screening, cinema, now));
    return onePage(req, deps.publicUrl, query, { count, items });
  });

  serve(api, getSession, async ({ params }) => {
    const [screening, cinema] = await Promise.all([findScreening(deps.db, params.id), loadCinema(sql(deps.db))]);
    return screening ? sessionDetailBody(screening, cinema, new Date()) : refuse('not_found');
  });

  serve(api, getSeats, async ({ params }) => {
    const [seen, screening, { currency }] = await Promise.all([
      deps.feed.read(params.id),
      findScreening(deps.db, params.id),
      loadCinema(sql(deps.db)),
    ]);
    if (!seen || !screening) return refuse('not_found');
    const { plan, states } = seen.floor;
    return {
      session: params.id,
      version: seen.version,
      width: plan.width,
      height: plan.height,
      categories: screening.categories,
      ticket_types: offered(screening.ticketTypes, currency),
      seats: plan.seats.map(({ ordinal, ...seat }) => ({ ...seat, state: states[ordinal] ?? 'blocked' })),
    };
  });

  serve(api, getAvailableSeats, async ({ params }) => {
    const seen = await deps.feed.read(params.id);
    if (!seen) return refuse('not_found');
    const { plan, states } = seen.floor;
    return { seats: plan.seats.filter((seat) => states[seat.ordinal] === 'free').map((seat) => seat.id) };
  });

  serve(api, getBestAvailable, async ({ params, query, actor }) => {
    const taste = actor.userId === null ? null : await findProfile(deps.db, actor.userId);
    const seats = await findBestAvailable(deps, params.id, query.count, taste);
    return isRefusal(seats) ? seats : { seats };
  });
}

function beginning(from: string, { timeZone, businessDayCutoff }: Cinema): Date {
  return from.length === 10 ? businessDay(from, timeZone, businessDayCutoff).from : new Date(from);
}
