import {
  listDoor as listOperation,
  scanTicket,
  listDoorTickets as ticketsOperation,
  undoAdmission as undoOperation,
} from '../../contract/api/staff/door.ts';
import { admitTicket } from '../../domain/door/admit-ticket.ts';
import { listDoor, listDoorTickets } from '../../domain/door/list-door.ts';
import { undoAdmission } from '../../domain/door/undo-admission.ts';
import { type Api, serve } from '../serve.ts';

/** `/door`: who comes in. */
export function installDoor(api: Api): void {
  const { deps } = api;
  serve(api, listOperation, ({ actor }) => listDoor(deps, actor, new Date()));
  serve(api, ticketsOperation, ({ actor, params }) => listDoorTickets(deps, actor, params.id));
  serve(api, scanTicket, ({ actor, body }) => admitTicket(deps, actor, body));
  serve(api, undoOperation, ({ actor, params }) => undoAdmission(deps, actor, params));
}
