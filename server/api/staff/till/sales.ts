import * as operations from '../../../contract/api/till/sales.ts';
import { isRefusal } from '../../../contract/refusals.ts';
import { findSale } from '../../../domain/till/find-sale.ts';
import { holdAtTill } from '../../../domain/till/hold-at-till.ts';
import { releaseAtTill } from '../../../domain/till/release-at-till.ts';
import { sellAtTill } from '../../../domain/till/sell-at-till.ts';
import { cancelSale, paySale } from '../../../domain/till/steer-sale.ts';
import { type Api, serve } from '../../serve.ts';

/** `/holds` and `/sales`: seats while the customer decides, and the sale itself. */
export function installSales(api: Api): void {
  const { deps } = api;
  serve(api, operations.holdAtTill, ({ actor, body }) => holdAtTill(deps, actor, body));
  serve(api, operations.releaseAtTill, async ({ actor, params }) => {
    const released = await releaseAtTill(deps, actor, params.id);
    return isRefusal(released) ? released : undefined;
  });
  serve(api, operations.sellAtTill, ({ actor, body }) => sellAtTill(deps, actor, body));
  serve(api, operations.getTillSale, ({ actor, params }) => findSale(deps, actor, params.uuid));
  serve(api, operations.payTillSale, ({ actor, params, body }) => paySale(deps, actor, params.uuid, body));
  serve(api, operations.cancelTillSale, ({ actor, params }) => cancelSale(deps, actor, params.uuid));
}
