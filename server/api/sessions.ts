import type { Request, Router } from 'express';
import { bestAvailableQuery, type SessionSeats, sessionQuery } from '../contract/api/sessions.ts';
import { isRefusal, refuse } from '../contract/refusals.ts';
import { businessDay } from '../contract/venue-time.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import { type Cinema, loadCinema } from '../domain/cinema.ts';
import { findScreening } from '../domain/programme/find-screening.ts';
import { listScreenings } from '../domain/programme/list-screenings.ts';
import { sessionBody } from '../domain/programme/session-body.ts';
import { findBestAvailable } from '../domain/seats/find-best-available.ts';
import { onePage } from './pages.ts';
import { idOnly, parse, pathId } from './parse.ts';
import { reads, resource } from './reply.ts';
import { offered, sessionDetailBody } from './session-body.ts';

export function installSessions(router: Router, deps: Deps): void {
  resource(router, '/sessions', { get: reads((req) => sessions(deps, req)) });
  resource(router, '/sessions/:id', { get: reads((req) => session(deps, req)) });
  resource(router, '/sessions/:id/seats', { get: reads((req) => seats(deps, req)) });
  resource(router, '/sessions/:id/available_seats', { get: reads((req) => availableSeats(deps, req)) });
  resource(router, '/sessions/:id/best_available', { get: reads((req) => best(deps, req)) });
}

/** Those that can still be bought; with `from`, every one since then. */
async function sessions(deps: Deps, req: Request) {
  const query = parse(sessionQuery, req.query);
  if (isRefusal(query)) return query;
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
}

function beginning(from: string, { timeZone, businessDayCutoff }: Cinema): Date {
  return from.length === 10 ? businessDay(from, timeZone, businessDayCutoff).from : new Date(from);
}

async function session(deps: Deps, req: Request) {
  const id = idOnly(req);
  if (isRefusal(id)) return id;
  const [screening, cinema] = await Promise.all([findScreening(deps.db, id), loadCinema(sql(deps.db))]);
  return screening ? sessionDetailBody(screening, cinema, new Date()) : refuse('not_found');
}

async function seats(deps: Deps, req: Request) {
  const id = idOnly(req);
  if (isRefusal(id)) return id;
  const [seen, screening, { currency }] = await Promise.all([
    deps.feed.read(id),
    findScreening(deps.db, id),
    loadCinema(sql(deps.db)),
  ]);
  if (!seen || !screening) return refuse('not_found');
  const { plan, states } = seen.floor;
  return {
    session: id,
    version: seen.version,
    width: plan.width,
    height: plan.height,
    categories: screening.categories,
    ticket_types: offered(screening.ticketTypes, currency),
    seats: plan.seats.map(({ ordinal, ...seat }) => ({ ...seat, state: states[ordinal] ?? 'blocked' })),
  } satisfies SessionSeats;
}

async function availableSeats(deps: Deps, req: Request) {
  const id = idOnly(req);
  if (isRefusal(id)) return id;
  const seen = await deps.feed.read(id);
  if (!seen) return refuse('not_found');
  const { plan, states } = seen.floor;
  return { seats: plan.seats.filter((seat) => states[seat.ordinal] === 'free').map((seat) => seat.id) };
}

async function best(deps: Deps, req: Request) {
  const query = parse(bestAvailableQuery, req.query);
  if (isRefusal(query)) return query;
  const id = pathId(req);
  const found = id === null ? refuse('not_found') : await findBestAvailable(deps, id, query.count);
  return isRefusal(found) ? found : { seats: found };
}
