import type { Response, Router } from 'express';
import { changedPriceCard, newPriceCard } from '../../contract/api/staff/price-cards.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Deps } from '../../deps.ts';
import { listPriceCards } from '../../domain/pricing/list-price-cards.ts';
import { setPriceCard } from '../../domain/pricing/set-price-card.ts';
import { slugOf } from '../../domain/programme/film-slug.ts';
import { jsonBody } from '../json-body.ts';
import { parse } from '../parse.ts';
import { sendRefusal } from '../refusals.ts';

export function installPriceCards(router: Router, deps: Deps): void {
  router.get('/price-cards', async (_req, res) => answer(res, await listPriceCards(deps, res.locals.actor)));
  router.post('/price-cards', ...jsonBody, async (req, res) => {
    const card = parse(newPriceCard, req.body);
    if (isRefusal(card)) return sendRefusal(res, card);
    const code = slugOf(card.name).slice(0, 60);
    const saved = await setPriceCard(deps, res.locals.actor, { ...card, code, seen: null });
    answer(res, isRefusal(saved) ? saved : { code });
  });
  router.put('/price-cards/:code', ...jsonBody, async (req, res) => {
    const card = parse(changedPriceCard, req.body);
    if (isRefusal(card)) return sendRefusal(res, card);
    const code = String(req.params.code);
    if (!/^[\w-]{1,100}$/.test(code)) return sendRefusal(res, refuse('not_found'));
    const saved = await setPriceCard(deps, res.locals.actor, { ...card, code });
    answer(res, isRefusal(saved) ? saved : { code });
  });
}

function answer(res: Response, result: object | Refusal): void {
  if (isRefusal(result)) sendRefusal(res, result);
  else res.json(result);
}
