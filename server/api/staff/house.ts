import {
  blockSeats as blockOperation,
  cancelHouse,
  getHouse,
  listHouses as listOperation,
  releaseBlock as releaseOperation,
} from '../../contract/api/staff/house.ts';
import { cancelScreening } from '../../domain/programme/cancel-screening.ts';
import { listHouses } from '../../domain/programme/list-houses.ts';
import { blockSeats } from '../../domain/seats/block-seats.ts';
import { loadHouse } from '../../domain/seats/load-house.ts';
import { releaseBlock } from '../../domain/seats/release-block.ts';
import { type Api, serve } from '../serve.ts';

/** `/house`: who sits where, house seats, and calling a screening off. */
export function installHouse(api: Api): void {
  const { deps } = api;
  serve(api, listOperation, ({ actor, query }) => listHouses(deps, actor, query.date));
  serve(api, getHouse, ({ actor, params }) => loadHouse(deps, actor, params.id));
  serve(api, blockOperation, ({ actor, params, body }) => blockSeats(deps, actor, { screeningId: params.id, ...body }));
  serve(api, releaseOperation, ({ actor, params, body }) =>
    releaseBlock(deps, actor, { screeningId: params.id, ...body }),
  );
  serve(api, cancelHouse, ({ actor, params, body }) =>
    cancelScreening(deps, actor, { screeningId: params.id, ...body }),
  );
}
