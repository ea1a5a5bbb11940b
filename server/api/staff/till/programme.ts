import { getBestAtTill, getTillDay, getTillHouse } from '../../../contract/api/till/programme.ts';
import { atTill } from '../../../domain/kiosks/at-till.ts';
import { tillDay } from '../../../domain/till/till-day.ts';
import { bestAtTill, tillHouse } from '../../../domain/till/till-house.ts';
import { type Api, serve } from '../../serve.ts';

/** `/programme` and `/screenings`: what is on, and the hall with its seats. */
export function installTillProgramme(api: Api): void {
  const { deps } = api;
  serve(api, getTillDay, ({ actor, query }) => tillDay(deps, atTill(actor).kioskId, query.date));
  serve(api, getTillHouse, ({ actor, params }) =>
    tillHouse(deps, actor, params.id, (screening) => deps.feed.read(screening)),
  );
  serve(api, getBestAtTill, ({ actor, params, query }) =>
    bestAtTill(deps, actor, { screeningId: params.id, count: query.count }),
  );
}
