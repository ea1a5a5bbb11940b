import * as operations from '../../../contract/api/till/shifts.ts';
import { closeShift } from '../../../domain/shifts/close-shift.ts';
import { moveCash } from '../../../domain/shifts/move-cash.ts';
import { openShift } from '../../../domain/shifts/open-shift.ts';
import { currentShift, xReport, zReport } from '../../../domain/shifts/read-shift.ts';
import { type Api, serve } from '../../serve.ts';

/** `/shifts`: the drawer, from its float to its count. */
export function installShifts(api: Api): void {
  const { deps } = api;
  serve(api, operations.openTillShift, ({ actor, body }) => openShift(deps, actor, body));
  serve(api, operations.getTillShift, ({ actor }) => currentShift(deps, actor));
  serve(api, operations.getXReport, ({ actor }) => xReport(deps, actor));
  serve(api, operations.moveTillCash, ({ actor, body }) => moveCash(deps, actor, body));
  serve(api, operations.closeTillShift, ({ actor, body }) => closeShift(deps, actor, body));
  serve(api, operations.getTillZReport, ({ actor, params }) => zReport(deps, actor, params.id));
}
