import type { Router } from 'express';
import { bestAvailableQuery } from '../contract/api/sessions.ts';
import { isRefusal, refuse } from '../contract/refusals.ts';
import type { Deps } from '../deps.ts';
import { findBestAvailable } from '../domain/seats/find-best-available.ts';
import { idOnly, parse, pathId } from './parse.ts';
import { reads, resource } from './reply.ts';
import { sessionSeats } from './session-seats.ts';

export function installSessions(router: Router, deps: Deps): void {
  resource(router, '/sessions/:id/seats', {
    get: reads(async (req) => {
      const id = idOnly(req);
      return isRefusal(id) ? id : ((await sessionSeats(deps, id)) ?? refuse('not_found'));
    }),
  });
  resource(router, '/sessions/:id/available_seats', {
    get: reads(async (req) => {
      const id = idOnly(req);
      if (isRefusal(id)) return id;
      const seen = await deps.feed.read(id);
      if (!seen) return refuse('not_found');
      const { plan, states } = seen.floor;
      return { seats: plan.seats.filter((seat) => states[seat.ordinal] === 'free').map((seat) => seat.id) };
    }),
  });
  resource(router, '/sessions/:id/best_available', {
    get: reads(async (req) => {
      const query = parse(bestAvailableQuery, req.query);
      if (isRefusal(query)) return query;
      const id = pathId(req);
      const seats = id === null ? refuse('not_found') : await findBestAvailable(deps, id, query.count);
      return isRefusal(seats) ? seats : { seats };
    }),
  });
}
