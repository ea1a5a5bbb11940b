import type { RequestHandler } from 'express';
import { invalid } from './parse.ts';
import { sendRefusal } from './refusals.ts';

const without =
  (nul: RegExp): RequestHandler =>
  (req, res, next) => {
    if (nul.test(req.url)) sendRefusal(res, invalid([{ path: '', message: 'The address must not contain NUL.' }]));
    else next();
  };

/** PostgreSQL cannot store NUL. In bodies `readJson` refuses it; in addresses, this. */
export const decentAddress = without(/%00/);

/** The same of the query alone, where a path with NUL is simply not found. */
export const decentQuery = without(/\?.*%00/);
