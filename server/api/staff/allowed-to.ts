import type { RequestHandler } from 'express';
import { denied, type Verb } from '../../domain/actor.ts';
import { sendRefusal } from '../refusals.ts';

/** Nobody uploads 10 MB to be told afterwards that they may not. */
export function allowedTo(verb: Verb): RequestHandler {
  return (_req, res, next) => {
    const no = denied(res.locals.caller, verb);
    if (no) sendRefusal(res, no);
    else next();
  };
}
