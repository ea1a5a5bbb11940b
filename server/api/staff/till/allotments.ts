import type { Router } from 'express';
import { isRefusal } from '../../../contract/refusals.ts';
import { reconcileBody, syncBody } from '../../../contract/till/allotments.ts';
import type { Deps } from '../../../deps.ts';
import { syncAllotments } from '../../../domain/allotments/sync-allotments.ts';
import { reconcile } from '../../../domain/cut-sales/reconcile.ts';
import { jsonBodyUpTo } from '../../json-body.ts';
import { parse } from '../../parse.ts';
import { answer } from '../answer.ts';

/** A hundred sales of fifty seats each. */
const largestHandIn = 1024 * 1024;

/** `/allotments` and `/reconcile`: the till's own seats, and what it sold of them with the line cut. */
export function installAllotments(router: Router, deps: Deps): void {
  router.post(
    '/allotments/sync',
    ...jsonBodyUpTo(64 * 1024),
    answer(async (req, actor) => {
      const body = parse(syncBody, req.body);
      return isRefusal(body) ? body : syncAllotments(deps, actor, body);
    }),
  );
  router.post(
    '/reconcile',
    ...jsonBodyUpTo(largestHandIn),
    answer(async (req, actor) => {
      const body = parse(reconcileBody, req.body);
      return isRefusal(body) ? body : reconcile(deps, actor, body);
    }),
  );
}
