import type { Request, Response } from 'express';
import { type Refusal, refuse } from '../contract/refusals.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../domain/actor.ts';
import { findStandingTokens, findTill, type Till } from '../domain/kiosks/find-till.ts';

/** The till of a device's token, for the live feed's handshake. */
export function tillOfToken(deps: Pick<Deps, 'db'>, token: unknown): Promise<Till | null> {
  return typeof token === 'string' && plausible(token) ? findTill(sql(deps.db), token, null) : Promise.resolve(null);
}

/** Which of these tokens a till is still let in with. */
export function standingTokens(deps: Pick<Deps, 'db'>, tokens: string[]): Promise<Set<string>> {
  return findStandingTokens(sql(deps.db), tokens);
}

/**
 * Who asks at a till: the clerk of `X-Clerk` if that one is signed in there, else the device itself, by its token
 * (`Authorization: Kiosk <token>`). No cookie is read, so no page elsewhere can ask in a till's name. Refusals:
 * `not_enrolled`; `clerk_signed_out` where only a `clerk` will do.
 */
export async function tillCaller(
  deps: Deps,
  req: Request,
  res: Response,
  who: 'kiosk' | 'clerk',
): Promise<Actor | Refusal> {
  const token = /^Kiosk (\S+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? '';
  const clerk = req.get('x-clerk') ?? null;
  const till = plausible(token)
    ? await findTill(sql(deps.db), token, clerk !== null && plausible(clerk) ? clerk : null)
    : null;
  if (!till) return refuse('not_enrolled');
  res.locals.till = till;
  return who === 'clerk' && !till.clerk ? refuse('clerk_signed_out') : tillActor(till, req, res);
}

/** The till that asks, once `tillCaller` has let it pass. */
export function tillOf(res: Response): Till {
  return res.locals.till;
}

/** A till as the verbs want it: the clerk who stands there, or the device. */
function tillActor(till: Till, req: Request, res: Response): Actor {
  return {
    kind: till.clerk?.role ?? 'kiosk',
    userId: till.clerk?.id ?? null,
    buyer: `kiosk:${till.id}`,
    channel: 'kiosk',
    kioskId: till.id,
    requestId: String(res.locals.requestId),
    address: req.ip ?? null,
  };
}

const plausible = (token: string) => /^[\w-]{20,64}$/.test(token);
