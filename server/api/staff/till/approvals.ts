import type { Router } from 'express';
import { isRefusal } from '../../../contract/refusals.ts';
import { approvalBody } from '../../../contract/till/devices.ts';
import type { Deps } from '../../../deps.ts';
import { approve } from '../../../domain/kiosks/approve.ts';
import { jsonBody } from '../../json-body.ts';
import { parse } from '../../parse.ts';
import { answer } from '../answer.ts';
import { clerkNeeded } from './clerk-needed.ts';

/** `/approvals`: a supervisor's yes. */
export function installApprovals(router: Router, deps: Deps): void {
  router.post(
    '/approvals',
    clerkNeeded,
    ...jsonBody,
    answer(async (req, actor) => {
      const body = parse(approvalBody, req.body);
      return isRefusal(body) ? body : approve(deps, actor, body);
    }),
  );
}
