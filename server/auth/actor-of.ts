import { createHash, randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Actor } from '../domain/actor.ts';

const cookie = 'foyer_browser';
const year = 31_536_000_000;

/** The customer at a browser: an anonymous cookie tells one browser's holds from another's. */
export function browserActor(req: Request, res: Response, secure: boolean): Actor {
  const known = /(?:^|;\s*)foyer_browser=([0-9a-f-]{36})(?:;|$)/.exec(req.get('cookie') ?? '')?.[1];
  const browser = known ?? randomUUID();
  if (!known) res.cookie(cookie, browser, { httpOnly: true, sameSite: 'lax', secure, maxAge: year, path: '/' });
  return { ...origin(req, res), kind: 'customer', userId: null, buyer: `browser:${browser}`, channel: 'web' };
}

/**
 * A guest of the API is told apart by the e-mail address that the tickets go to and the network address that asks: one
 * program may buy for many people, and a stranger elsewhere who knows somebody's e-mail uses up no holds of theirs. As a
 * hash, because holds stay.
 */
export function apiGuest(req: Request, res: Response, email: string | null): Actor {
  const who = `${req.ip ?? 'unknown'} ${email?.toLowerCase() ?? ''}`;
  const buyer = `guest:${createHash('sha256').update(who).digest('base64url')}`;
  return { ...origin(req, res), kind: 'customer', userId: null, buyer, channel: 'api' };
}

/** Whoever holds an API token, staff too, buys as a customer. */
export function apiCustomer(req: Request, res: Response, userId: number): Actor {
  return { ...origin(req, res), kind: 'customer', userId, buyer: `user:${userId}`, channel: 'api' };
}

function origin(req: Request, res: Response) {
  return { requestId: String(res.locals.requestId), address: req.ip ?? null };
}
