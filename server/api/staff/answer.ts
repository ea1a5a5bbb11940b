import type { Request, RequestHandler } from 'express';
import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import type { Actor } from '../../domain/actor.ts';
import { sendRefusal } from '../refusals.ts';

/** A handler that answers what `work` does, as JSON, or says why not. */
export function answer(work: (req: Request, actor: Actor) => Promise<object | Refusal>): RequestHandler {
  return async (req, res) => {
    const result = await work(req, res.locals.actor);
    if (isRefusal(result)) sendRefusal(res, result);
    else res.json(result);
  };
}
