import { createHash, randomBytes } from 'node:crypto';
import { NodePostgresAdapter } from '@lucia-auth/adapter-postgresql';
import { Lucia, TimeSpan } from 'lucia';
import { type Db, sql } from '../db.ts';
import { isStaff, type Role } from '../domain/actor.ts';

// Everything that knows Lucia. Ids of logins are hashes of what the browser carries: a leaked table opens nothing.

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaOver>;
    UserId: number;
    DatabaseUserAttributes: { email: string; name: string; role: Role; language: string; locked_at: Date | null };
    DatabaseSessionAttributes: {
      created_at?: Date;
      seen_at?: Date;
      user_agent?: string | null;
      address?: string | null;
    };
  }
}

export interface Person {
  id: number;
  email: string;
  name: string;
  role: Role;
  /** BCP 47. */
  language: string;
}

export interface Login {
  person: Person;
  /** In the table of logins, for ending this one. */
  id: string;
  /** Set if the login was just prolonged, so that the cookie should be too. */
  fresh: boolean;
}

const cookieName = 'foyer_login';

/**
 * Customers stay signed in at their own phone for weeks. A login of staff ends with the shift, through whichever door
 * they came: the one at the shop opens the back-office too.
 */
const terms = {
  staff: { prefix: '', idle: new TimeSpan(12, 'h'), longest: new TimeSpan(7, 'd') },
  customer: { prefix: 'c.', idle: new TimeSpan(30, 'd'), longest: new TimeSpan(180, 'd') },
} as const;
type Term = keyof typeof terms;

const termFor = (role: Role): Term => (isStaff(role) ? 'staff' : 'customer');

/** The prefix of a key only says how long it lasts, and the key's hash covers it. */
const termOf = (key: string): Term => (key.startsWith(terms.customer.prefix) ? 'customer' : 'staff');

/** How often the time of a login's last use is written down. */
const seenEveryMs = 600_000;

/** What a person tells one of their logins from another by. */
export interface Device {
  userAgent: string | null;
  address: string | null;
}

export interface Sessions {
  /** Begins a login and answers the `Set-Cookie` of it. Rotation: a sign-in never keeps a key that was there before. */
  open(userId: number, device: Device): Promise<string>;
  /**
   * The login that a request carries; null if there is none, it has run out, its person is locked, or has by now another
   * kind of account than it was begun for.
   */
  find(cookieHeader: string | undefined): Promise<Login | null>;
  /** Which of these logins of staff have not ended; asking is no use of them, and prolongs none. */
  standing(ids: string[]): Promise<Set<string>>;
  /** Ends the login that a request carries, if any, and answers the `Set-Cookie` that forgets it. */
  close(cookieHeader: string | undefined): Promise<string>;
  /** The cookie of a login that was prolonged. */
  renew(cookieHeader: string | undefined): string;
}

/**
 * Logins of this cinema, kept in its database. Staff's end after 12 h without use and after 7 days always; customers'
 * after 30 and 180 days.
 */
export function openSessions(db: Db, secure: boolean): Sessions {
  const over = { staff: luciaOver(db, secure, 'staff'), customer: luciaOver(db, secure, 'customer') };
  const keyIn = (header: string | undefined) => over.staff.readSessionCookie(header ?? '');
  return {
    async open(userId, { userAgent, address }) {
      const [person] = await sql(db).query<{ role: Role }>('SELECT role FROM users WHERE id = $1', [userId]);
      if (!person) throw new Error(`nobody has the account ${userId}`);
      const term = termFor(person.role);
      const key = terms[term].prefix + randomBytes(32).toString('base64url');
      const device = { user_agent: userAgent?.slice(0, 300) ?? null, address };
      await over[term].createSession(userId, device, { sessionId: idOf(key) });
      return over[term].createSessionCookie(key).serialize();
    },
    async find(header) {
      const key = keyIn(header);
      if (!key) return null;
      const lucia = over[termOf(key)];
      const { session, user } = await lucia.validateSession(idOf(key));
      if (!session) return null;
      const tooOld = session.beganAt.getTime() + terms[termOf(key)].longest.milliseconds() <= Date.now();
      if (tooOld || user.locked || termFor(user.role) !== termOf(key)) {
        await lucia.invalidateSession(session.id);
        return null;
      }
      if (session.seenAt.getTime() + seenEveryMs < Date.now()) {
        await sql(db).query('UPDATE sessions SET seen_at = now() WHERE id = $1', [session.id]);
      }
      const { id, email, name, role, language } = user;
      return { person: { id, email, name, role, language }, id: session.id, fresh: session.fresh };
    },
    async standing(ids) {
      const rows = await sql(db).query<{ id: string; role: Role }>(
        {
          name: 'standing_logins',
          text: `SELECT s.id, u.role FROM sessions s JOIN users u ON u.id = s.user_id
                  WHERE s.id = ANY ($1) AND s.expires_at > now() AND s.created_at > now() - make_interval(secs => $2)
                    AND u.locked_at IS NULL`,
        },
        [ids, terms.staff.longest.seconds()],
      );
      return new Set(rows.filter(({ role }) => isStaff(role)).map(({ id }) => id));
    },
    async close(header) {
      const key = keyIn(header);
      if (key) await over.staff.invalidateSession(idOf(key));
      return over.staff.createBlankSessionCookie().serialize();
    },
    renew(header) {
      const key = keyIn(header) ?? '';
      return over[termOf(key)].createSessionCookie(key).serialize();
    },
  };
}

const idOf = (key: string) => createHash('sha256').update(key).digest('base64url');

function luciaOver(db: Db, secure: boolean, term: Term) {
  return new Lucia(new NodePostgresAdapter(db.pool, { user: 'users', session: 'sessions' }), {
    sessionExpiresIn: terms[term].idle,
    sessionCookie: { name: cookieName, attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ created_at, seen_at }) => ({
      beganAt: created_at ?? new Date(),
      seenAt: seen_at ?? new Date(),
    }),
    getUserAttributes: ({ email, name, role, language, locked_at }) => ({
      email,
      name,
      role,
      language,
      locked: locked_at !== null,
    }),
  });
}
