import type { Router } from 'express';
import { blockBody, cancelScreeningBody, houseQuery, releaseBody } from '../../contract/api/staff/house.ts';
import { isRefusal, refuse } from '../../contract/refusals.ts';
import type { Deps } from '../../deps.ts';
import { cancelScreening } from '../../domain/programme/cancel-screening.ts';
import { listHouses } from '../../domain/programme/list-houses.ts';
import { blockSeats } from '../../domain/seats/block-seats.ts';
import { loadHouse } from '../../domain/seats/load-house.ts';
import { releaseBlock } from '../../domain/seats/release-block.ts';
import { jsonBody } from '../json-body.ts';
import { parse, pathId } from '../parse.ts';
import { answer } from './answer.ts';

/** `/house`: who sits where, house seats, and calling a screening off. */
export function installHouse(router: Router, deps: Deps): void {
  router.get(
    '/house',
    answer(async (req, actor) => {
      const query = parse(houseQuery, req.query);
      return isRefusal(query) ? query : listHouses(deps, actor, query.date);
    }),
  );
  router.get(
    '/house/:id',
    answer(async (req, actor) => {
      const id = pathId(req);
      return id ? loadHouse(deps, actor, id) : refuse('not_found');
    }),
  );
  router.post(
    '/house/:id/blocks',
    ...jsonBody,
    answer(async (req, actor) => {
      const [screeningId, body] = [pathId(req), parse(blockBody, req.body)];
      if (!screeningId) return refuse('not_found');
      return isRefusal(body) ? body : blockSeats(deps, actor, { screeningId, ...body });
    }),
  );
  router.post(
    '/house/:id/blocks/release',
    ...jsonBody,
    answer(async (req, actor) => {
      const [screeningId, body] = [pathId(req), parse(releaseBody, req.body)];
      if (!screeningId) return refuse('not_found');
      return isRefusal(body) ? body : releaseBlock(deps, actor, { screeningId, ...body });
    }),
  );
  router.post(
    '/house/:id/cancel',
    ...jsonBody,
    answer(async (req, actor) => {
      const [screeningId, body] = [pathId(req), parse(cancelScreeningBody, req.body)];
      if (!screeningId) return refuse('not_found');
      return isRefusal(body) ? body : cancelScreening(deps, actor, { screeningId, ...body });
    }),
  );
}
