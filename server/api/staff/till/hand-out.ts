import type { Router } from 'express';
import { refuse } from '../../../contract/refusals.ts';
import type { Deps } from '../../../deps.ts';
import { handOutCash } from '../../../domain/refunds/hand-out-cash.ts';
import { pathId } from '../../parse.ts';
import { answer } from '../answer.ts';
import { clerkNeeded } from './clerk-needed.ts';

/** `/refunds`: money that waits for its owner, out of this till's drawer. */
export function installHandOut(router: Router, deps: Deps): void {
  router.post(
    '/refunds/:id/hand-out',
    clerkNeeded,
    answer(async (req, actor) => {
      const id = pathId(req);
      return id ? handOutCash(deps, actor, id) : refuse('not_found');
    }),
  );
}
