import type { Request, RequestHandler, Response } from 'express';
import type { Deps } from '../deps.ts';
import type { Actor } from '../domain/actor.ts';
import { isStaff } from '../domain/actor.ts';
import { type Login, openSessions, type Sessions } from './sessions.ts';

const kept = new WeakMap<Deps['db'], Sessions>();

/** The logins of the house that `deps` belongs to. */
export function sessionsOf(deps: Deps): Sessions {
  const sessions = kept.get(deps.db) ?? openSessions(deps.db, deps.publicUrl.startsWith('https:'));
  kept.set(deps.db, sessions);
  return sessions;
}

/** The login of a member of staff, prolonged if it is used; null for customers and strangers. */
export async function staffLogin(deps: Deps, req: Request, res: Response): Promise<Login | null> {
  const sessions = sessionsOf(deps);
  const header = req.get('cookie');
  const login = await sessions.find(header);
  if (!login || !isStaff(login.person.role)) return null;
  if (login.fresh) res.append('Set-Cookie', sessions.renew(header));
  return login;
}

/** Who acts, as the verbs want it. */
export function staffActor({ person }: Login, req: Request, res: Response): Actor {
  return {
    kind: person.role,
    userId: person.id,
    buyer: `user:${person.id}`,
    channel: 'office',
    requestId: String(res.locals.requestId),
    address: req.ip ?? null,
  };
}

/**
 * Lets staff pass, with their `Actor` in `res.locals.actor` and their `Login` in `res.locals.login`; `otherwise`
 * answers everybody else.
 */
export function staffOnly(deps: Deps, otherwise: RequestHandler): RequestHandler {
  return async (req, res, next) => {
    const login = await staffLogin(deps, req, res);
    if (!login) return otherwise(req, res, next);
    res.locals.login = login;
    res.locals.actor = staffActor(login, req, res);
    next();
  };
}
