import { tillOf } from '../../../auth/till.ts';
import { scanAtTill } from '../../../contract/api/till/door.ts';
import { admitTicket } from '../../../domain/door/admit-ticket.ts';
import { type Api, serve } from '../../serve.ts';

/** `/door`: a till as a door, under the till's name. */
export function installTillDoor(api: Api): void {
  serve(api, scanAtTill, ({ actor, body, res }) =>
    admitTicket(api.deps, actor, { ...body, door: tillOf(res).name, agoMs: 0, noted: false }),
  );
}
