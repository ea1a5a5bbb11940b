import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { apiCustomer, apiGuest } from '../auth/actor-of.ts';
import { tillCaller } from '../auth/till.ts';
import { holderOf, type TokenHolder, tokenIn } from '../auth/tokens.ts';
import type { Who } from '../contract/api/operation.ts';
import { type Refusal, refuse } from '../contract/refusals.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../domain/actor.ts';
import { speakAsChosen } from '../http/language.ts';

/** Who makes a call, or why nobody may. */
export type Caller = Actor | Refusal;

/**
 * Who makes this call, or why nobody may in that way. Whoever shows a token means to be somebody: one that is no good is
 * refused even where a guest might call.
 */
export function callerOf(deps: Deps, req: Request, res: Response, who: Who): Caller | Promise<Caller> {
  // Logins of staff were looked at where `/api/staff` begins.
  if (who === 'staff') return res.locals.actor ?? refuse('unauthenticated');
  if (who === 'kiosk' || who === 'clerk') return tillCaller(deps, req, res, who);
  const shown = req.get('authorization');
  // A bot's secret is looked at by its route: it belongs to no account.
  if (who === 'stranger' || who === 'bot') return apiGuest(req, res, null);
  if (shown === undefined) return who === 'customer' ? refuse('unauthenticated') : apiGuest(req, res, null);
  return bearerOf(deps, req, res, shown);
}

async function bearerOf(deps: Deps, req: Request, res: Response, shown: string): Promise<Caller> {
  const token = tokenIn(shown);
  const holder = token && (await holderOf(deps, token));
  if (!holder) return refuse('unauthenticated');
  res.locals.tokenHolder = holder;
  speakAsChosen(res, holder.language);
  return apiCustomer(req, res, holder.userId);
}

/** The family of the token that this call was made with, if it was made with one. */
export function familyOf(res: Response): string | undefined {
  return holderIn(res)?.familyId;
}

/** Whose token this call was made with, if it was made with one. */
export function holderIn(res: Response): TokenHolder | undefined {
  return res.locals.tokenHolder;
}

/** Whose `Idempotency-Key` it is. Whoever holds the order's token is the same caller, wherever. */
export function keyHolder(req: Request, actor: Actor): string {
  if (actor.userId !== null) return `user:${actor.userId}`;
  const { token } = req.query;
  if (typeof token !== 'string') return `address:${req.ip}`;
  return `token:${createHash('sha256').update(token).digest('base64url')}`;
}
