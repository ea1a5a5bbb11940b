import type { Request, RequestHandler, Response } from 'express';
import { type Refusal, refuse } from '../contract/refusals.ts';
import { sql } from '../db.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../domain/actor.ts';
import { findTill, type Till } from '../domain/kiosks/find-till.ts';

type Say = (res: Response, refusal: Refusal) => void;

/** The till of a device's token, for the live feed's handshake. */
export function tillOfToken(deps: Pick<Deps, 'db'>, token: unknown): Promise<Till | null> {
  return typeof token === 'string' && plausible(token) ? findTill(sql(deps.db), token, null) : Promise.resolve(null);
}

/** A till as the verbs want it: the clerk who stands there, or the device itself. */
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

/**
 * Lets enrolled tills pass (`Authorization: Kiosk <token>`), with their `Till` in `res.locals.till` and the `Actor` in
 * `res.locals.actor`: the clerk of `X-Clerk` if that one is signed in there, else the device. Refusal: `not_enrolled`.
 * No cookie is read, so no page elsewhere can ask in a till's name.
 */
export function tillOnly(deps: Deps, say: Say): RequestHandler {
  return async (req, res, next) => {
    const token = /^Kiosk (\S+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? '';
    const clerk = req.get('x-clerk') ?? null;
    const till = plausible(token)
      ? await findTill(sql(deps.db), token, clerk !== null && plausible(clerk) ? clerk : null)
      : null;
    if (!till) return say(res, refuse('not_enrolled'));
    res.locals.till = till;
    res.locals.actor = tillActor(till, req, res);
    next();
  };
}

/** After `tillOnly`, for what a person answers for. Refusal: `clerk_signed_out`. */
export function clerkOnly(say: Say): RequestHandler {
  return (_req, res, next) => {
    const till: Till = res.locals.till;
    if (till.clerk) next();
    else say(res, refuse('clerk_signed_out'));
  };
}

const plausible = (token: string) => /^[\w-]{20,64}$/.test(token);
