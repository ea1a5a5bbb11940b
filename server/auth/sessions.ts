import { createHash, randomBytes } from 'node:crypto';
import { NodePostgresAdapter } from '@lucia-auth/adapter-postgresql';
import { Lucia, TimeSpan } from 'lucia';
import type { Db } from '../db.ts';
import type { Role } from '../domain/actor.ts';

// Everything that knows Lucia. Ids of logins are hashes of what the browser carries: a leaked table opens nothing.

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaOver>;
    UserId: number;
    DatabaseUserAttributes: { email: string; name: string; role: Role; locked_at: Date | null };
    DatabaseSessionAttributes: { created_at?: Date };
  }
}

export interface Person {
  id: number;
  email: string;
  name: string;
  role: Role;
}

export interface Login {
  person: Person;
  /** In the table of logins, for ending this one. */
  id: string;
  /** Set if the login was just prolonged, so that the cookie should be too. */
  fresh: boolean;
}

const cookieName = 'foyer_login';
const idle = new TimeSpan(12, 'h');
const longest = new TimeSpan(7, 'd');

export interface Sessions {
  /** Begins a login and answers the `Set-Cookie` of it. Rotation: a sign-in never keeps a key that was there before. */
  open(userId: number): Promise<string>;
  /** The login that a request carries; null if there is none, it has run out, or its person is locked. */
  find(cookieHeader: string | undefined): Promise<Login | null>;
  /** Ends the login that a request carries, if any, and answers the `Set-Cookie` that forgets it. */
  close(cookieHeader: string | undefined): Promise<string>;
  /** The cookie of a login that was prolonged. */
  renew(cookieHeader: string | undefined): string;
}

/** Logins of this cinema, kept in its database: 12 h without use ends one, 7 days always. */
export function openSessions(db: Db, secure: boolean): Sessions {
  const lucia = luciaOver(db, secure);
  const keyIn = (header: string | undefined) => lucia.readSessionCookie(header ?? '');
  return {
    async open(userId) {
      const key = randomBytes(32).toString('base64url');
      await lucia.createSession(userId, {}, { sessionId: idOf(key) });
      return lucia.createSessionCookie(key).serialize();
    },
    async find(header) {
      const key = keyIn(header);
      if (!key) return null;
      const { session, user } = await lucia.validateSession(idOf(key));
      if (!session) return null;
      const tooOld = session.beganAt.getTime() + longest.milliseconds() <= Date.now();
      if (tooOld || user.locked) {
        await lucia.invalidateSession(session.id);
        return null;
      }
      const { id, email, name, role } = user;
      return { person: { id, email, name, role }, id: session.id, fresh: session.fresh };
    },
    async close(header) {
      const key = keyIn(header);
      if (key) await lucia.invalidateSession(idOf(key));
      return lucia.createBlankSessionCookie().serialize();
    },
    renew: (header) => lucia.createSessionCookie(keyIn(header) ?? '').serialize(),
  };
}

const idOf = (key: string) => createHash('sha256').update(key).digest('base64url');

function luciaOver(db: Db, secure: boolean) {
  return new Lucia(new NodePostgresAdapter(db.pool, { user: 'users', session: 'sessions' }), {
    sessionExpiresIn: idle,
    sessionCookie: { name: cookieName, attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ created_at }) => ({ beganAt: created_at ?? new Date() }),
    getUserAttributes: ({ email, name, role, locked_at }) => ({ email, name, role, locked: locked_at !== null }),
  });
}
