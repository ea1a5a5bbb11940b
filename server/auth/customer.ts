import type { Request, Response } from 'express';
import type { Deps } from '../deps.ts';
import type { Actor } from '../domain/actor.ts';
import { speakAsChosen } from '../http/language.ts';
import { browserActor } from './actor-of.ts';
import type { Device, Login } from './sessions.ts';
import { sessionsOf } from './staff.ts';

/** The login that a page of the shop is asked for with, prolonged if it is used; null for guests. */
export async function customerLogin(deps: Deps, req: Request, res: Response): Promise<Login | null> {
  const header = req.get('cookie');
  if (!header?.includes('foyer_login')) return null;
  const sessions = sessionsOf(deps);
  const login = await sessions.find(header);
  if (login?.fresh) res.append('Set-Cookie', sessions.renew(header));
  if (login) speakAsChosen(res, login.person.language);
  return login;
}

/** Whoever is at this browser: the signed-in customer (staff buy as customers here), or a guest known by a cookie. */
export function customerActor(deps: Deps, req: Request, res: Response, login: Login | null): Actor {
  const guest = browserActor(req, res, deps.publicUrl.startsWith('https:'));
  return login ? { ...guest, userId: login.person.id, buyer: `user:${login.person.id}` } : guest;
}

export function deviceOf(req: Request): Device {
  return { userAgent: req.get('user-agent') ?? null, address: req.ip ?? null };
}
