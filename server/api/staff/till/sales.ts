import type { Request, Router } from 'express';
import { isRefusal, refuse } from '../../../contract/refusals.ts';
import { uuid } from '../../../contract/till/common.ts';
import { cardStep, saleBody, tillHoldBody } from '../../../contract/till/sales.ts';
import type { Deps } from '../../../deps.ts';
import { findSale } from '../../../domain/till/find-sale.ts';
import { holdAtTill } from '../../../domain/till/hold-at-till.ts';
import { releaseAtTill } from '../../../domain/till/release-at-till.ts';
import { sellAtTill } from '../../../domain/till/sell-at-till.ts';
import { cancelSale, paySale } from '../../../domain/till/steer-sale.ts';
import { jsonBody } from '../../json-body.ts';
import { parse, pathId } from '../../parse.ts';
import { sendRefusal } from '../../refusals.ts';
import { answer } from '../answer.ts';
import { clerkNeeded } from './clerk-needed.ts';

/** `/holds` and `/sales`: seats while the customer decides, and the sale itself. */
export function installSales(router: Router, deps: Deps): void {
  const person = [clerkNeeded, ...jsonBody];
  router.post(
    '/holds',
    ...person,
    answer(async (req, actor) => {
      const body = parse(tillHoldBody, req.body);
      return isRefusal(body) ? body : holdAtTill(deps, actor, body);
    }),
  );
  router.delete('/holds/:id', clerkNeeded, async (req, res) => {
    const id = pathId(req);
    const released = id ? await releaseAtTill(deps, res.locals.actor, id) : refuse('not_found');
    if (isRefusal(released)) sendRefusal(res, released);
    else res.status(204).end();
  });
  router.post(
    '/sales',
    ...person,
    answer(async (req, actor) => {
      const body = parse(saleBody, req.body);
      return isRefusal(body) ? body : sellAtTill(deps, actor, body);
    }),
  );
  router.get(
    '/sales/:uuid',
    clerkNeeded,
    answer(async (req, actor) => {
      const id = saleId(req);
      return id ? findSale(deps, actor, id) : refuse('not_found');
    }),
  );
  router.post(
    '/sales/:uuid/cancel',
    ...person,
    answer(async (req, actor) => {
      const id = saleId(req);
      return id ? cancelSale(deps, actor, id) : refuse('not_found');
    }),
  );
  router.post(
    '/sales/:uuid/card',
    ...person,
    answer(async (req, actor) => {
      const [id, body] = [saleId(req), parse(cardStep, req.body)];
      if (!id) return refuse('not_found');
      return isRefusal(body) ? body : paySale(deps, actor, id, body);
    }),
  );
}

function saleId(req: Request): string | null {
  const parsed = uuid.safeParse(req.params.uuid);
  return parsed.success ? parsed.data.toLowerCase() : null;
}
