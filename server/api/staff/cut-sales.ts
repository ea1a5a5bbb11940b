import {
  getCutSale,
  listCutSales as listOperation,
  placeCutSale as placeOperation,
  settleCutSale as settleOperation,
} from '../../contract/api/staff/cut-sales.ts';
import { findCutSale, listCutSales } from '../../domain/cut-sales/list-cut-sales.ts';
import { placeCutSale } from '../../domain/cut-sales/place-cut-sale.ts';
import { settleCutSale } from '../../domain/cut-sales/settle-cut-sale.ts';
import { type Api, serve } from '../serve.ts';

/** `/cut-sales`: the supervisors' queue of what was sold with the line cut and does not stand by itself. */
export function installCutSales(api: Api): void {
  const { deps } = api;
  serve(api, listOperation, ({ actor, query }) => listCutSales(deps, actor, { settled: query.settled === 'yes' }));
  serve(api, getCutSale, ({ actor, params }) => findCutSale(deps, actor, params.id));
  serve(api, placeOperation, ({ actor, params, body }) => placeCutSale(deps, actor, { ...body, id: params.id }));
  serve(api, settleOperation, ({ actor, params, body }) => settleCutSale(deps, actor, { ...body, id: params.id }));
}
