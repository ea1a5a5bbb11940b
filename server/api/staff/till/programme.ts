import type { Router } from 'express';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../contract/refusals.ts';
import type { Deps } from '../../../deps.ts';
import { atTill } from '../../../domain/kiosks/at-till.ts';
import { tillDay } from '../../../domain/till/till-day.ts';
import { bestAtTill, tillHouse } from '../../../domain/till/till-house.ts';
import { parse, pathId } from '../../parse.ts';
import { answer } from '../answer.ts';

const dayQuery = z.strictObject({ date: z.iso.date().optional() });
const bestQuery = z.strictObject({ count: z.coerce.number().int().min(1).max(50) });

/** `/programme` and `/screenings`: what is on, and the hall with its seats. */
export function installTillProgramme(router: Router, deps: Deps): void {
  router.get(
    '/programme',
    answer(async (req, actor) => {
      const query = parse(dayQuery, req.query);
      return isRefusal(query) ? query : tillDay(deps, atTill(actor).kioskId, query.date);
    }),
  );
  router.get(
    '/screenings/:id',
    answer(async (req, actor) => {
      const id = pathId(req);
      return id ? tillHouse(deps, actor, id, (screening) => deps.feed.read(screening)) : refuse('not_found');
    }),
  );
  router.get(
    '/screenings/:id/best',
    answer(async (req, actor) => {
      const [screeningId, query] = [pathId(req), parse(bestQuery, req.query)];
      if (!screeningId) return refuse('not_found');
      return isRefusal(query) ? query : bestAtTill(deps, actor, { screeningId, count: query.count });
    }),
  );
}
