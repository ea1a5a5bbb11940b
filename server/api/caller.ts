import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { apiGuest } from '../auth/actor-of.ts';
import type { Who } from '../contract/api/operation.ts';
import { type Refusal, refuse } from '../contract/refusals.ts';
import type { Actor } from '../domain/actor.ts';

/** Who makes this call, or why nobody may in that way. Logins of staff were looked at where `/api/staff` begins. */
export async function callerOf(req: Request, res: Response, who: Who): Promise<Actor | Refusal> {
  if (who === 'staff') return res.locals.actor ?? refuse('unauthenticated');
  // A bot's secret is looked at by its route: it belongs to no account.
  if (who === 'public' || who === 'bot' || (who === 'guest_or_customer' && !req.get('authorization')))
    return apiGuest(req, res, null);
  return refuse('unauthenticated');
}

/** Whose `Idempotency-Key` it is. Whoever holds the order's token is the same caller, wherever. */
export function keyHolder(req: Request, actor: Actor): string {
  if (actor.userId !== null) return `user:${actor.userId}`;
  const { token } = req.query;
  if (typeof token !== 'string') return `address:${req.ip}`;
  return `token:${createHash('sha256').update(token).digest('base64url')}`;
}
