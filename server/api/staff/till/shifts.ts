import type { Router } from 'express';
import { isRefusal, refuse } from '../../../contract/refusals.ts';
import { cashMovement, closeShift as closeBody, openShift as openBody } from '../../../contract/till/shifts.ts';
import type { Deps } from '../../../deps.ts';
import { closeShift } from '../../../domain/shifts/close-shift.ts';
import { moveCash } from '../../../domain/shifts/move-cash.ts';
import { openShift } from '../../../domain/shifts/open-shift.ts';
import { currentShift, xReport, zReport } from '../../../domain/shifts/read-shift.ts';
import { jsonBody } from '../../json-body.ts';
import { parse, pathId } from '../../parse.ts';
import { answer } from '../answer.ts';
import { clerkNeeded } from './clerk-needed.ts';

/** `/shifts`: the drawer, from its float to its count. */
export function installShifts(router: Router, deps: Deps): void {
  const person = [clerkNeeded, ...jsonBody];
  router.post(
    '/shifts',
    ...person,
    answer(async (req, actor) => {
      const body = parse(openBody, req.body);
      return isRefusal(body) ? body : openShift(deps, actor, body);
    }),
  );
  router.get(
    '/shifts/current',
    answer((_req, actor) => currentShift(deps, actor)),
  );
  router.get(
    '/shifts/current/x-report',
    clerkNeeded,
    answer((_req, actor) => xReport(deps, actor)),
  );
  router.post(
    '/shifts/current/movements',
    ...person,
    answer(async (req, actor) => {
      const body = parse(cashMovement, req.body);
      return isRefusal(body) ? body : moveCash(deps, actor, body);
    }),
  );
  router.post(
    '/shifts/current/close',
    ...person,
    answer(async (req, actor) => {
      const body = parse(closeBody, req.body);
      return isRefusal(body) ? body : closeShift(deps, actor, body);
    }),
  );
  router.get(
    '/shifts/:id/z-report',
    clerkNeeded,
    answer(async (req, actor) => {
      const id = pathId(req);
      return id ? zReport(deps, actor, id) : refuse('not_found');
    }),
  );
}
