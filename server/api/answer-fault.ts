import type { ErrorRequestHandler, Response } from 'express';
import { refuse } from '../contract/refusals.ts';
import type { Deps } from '../deps.ts';
import { bodyFault, isOutage, logFault } from '../http/faults.ts';
import { wordsOf } from '../http/language.ts';
import { holderIn } from './caller.ts';
import { invalid } from './parse.ts';
import { sendRefusal } from './refusals.ts';

/** The last word on what a handler of the API threw: bad bodies are refused, faults of ours are logged and told in JSON. */
export function answerFault(deps: Deps): ErrorRequestHandler {
  // With four parameters, or Express does not know it for an error handler.
  return (thrown, req, res, next) => {
    if (res.headersSent) return next(thrown);
    const refused = bodyFault(thrown);
    if (refused === 'too_large') return sendRefusal(res, refuse('too_large'));
    if (accountIsGone(thrown, res)) return sendRefusal(res, refuse('unauthenticated'));
    if (refused) return sendRefusal(res, invalid([{ path: '', message: 'The request could not be read.' }]));
    logFault(deps.log, thrown, res.locals.requestId);
    res.setHeader('Cache-Control', 'no-store');
    if (isOutage(thrown)) res.setHeader('Retry-After', '5');
    res.status(isOutage(thrown) ? 503 : 500).json({ code: 'internal', message: wordsOf(req).fault });
  };
}

/** The account was erased after its token had been looked at: PostgreSQL lets nothing be written in its name any more. */
function accountIsGone(thrown: unknown, res: Response): boolean {
  if (!holderIn(res) || !(thrown instanceof Error) || !('constraint' in thrown)) return false;
  return 'code' in thrown && thrown.code === '23503' && /_user_id_fkey$/.test(String(thrown.constraint));
}
