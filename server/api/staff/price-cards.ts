import {
  addPriceCard,
  changePriceCard,
  listPriceCards as listOperation,
} from '../../contract/api/staff/price-cards.ts';
import { isRefusal } from '../../contract/refusals.ts';
import { listPriceCards } from '../../domain/pricing/list-price-cards.ts';
import { setPriceCard } from '../../domain/pricing/set-price-card.ts';
import { slugOf } from '../../domain/programme/film-slug.ts';
import { type Api, serve } from '../serve.ts';

export function installPriceCards(api: Api): void {
  const { deps } = api;
  serve(api, listOperation, ({ actor }) => listPriceCards(deps, actor));
  serve(api, addPriceCard, async ({ actor, body }) => {
    const code = slugOf(body.name).slice(0, 60);
    const saved = await setPriceCard(deps, actor, { ...body, code, seen: null });
    return isRefusal(saved) ? saved : { code };
  });
  serve(api, changePriceCard, async ({ actor, params: { code }, body }) => {
    const saved = await setPriceCard(deps, actor, { ...body, code });
    return isRefusal(saved) ? saved : { code };
  });
}
