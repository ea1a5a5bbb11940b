import express, { type Request, type Response } from 'express';
import type { Refusal } from '../../../server/contract/refusals.ts';
import type { Words } from '../../../server/contract/words/words.ts';
import { ownPath } from '../own-path.ts';

export const form = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 20 });

/** What a field says, on one line; empty if it is missing. */
export function line(req: Request, name: string): string {
  return raw(req, name)
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim();
}

/** As typed: a password may begin with a space. */
export function raw(req: Request, name: string): string {
  const value: unknown = (req.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value.slice(0, 1000) : '';
}

/** Where to go on: a path of ours that the address or the form names, else the account. */
export function backOf(given: unknown): string {
  return typeof given === 'string' && given !== '' ? ownPath(given) : '/account';
}

/** A refusal to a form about passwords, in words; too many tries are also said in the answer's head. */
export function inWords(res: Response, { account, refusals }: Words, refusal: Refusal): string {
  const { retryAfter } = refusal.details;
  if (refusal.refused === 'rate_limited' && typeof retryAfter === 'number') {
    res.set('Retry-After', String(retryAfter));
    return account.signInPage.wait(retryAfter);
  }
  return refusals[refusal.refused](refusal.details);
}

export const statusOfRefusal = ({ refused }: Refusal): number => (refused === 'rate_limited' ? 429 : 422);
