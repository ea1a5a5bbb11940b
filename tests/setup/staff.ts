import { randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright';
import { openSessions } from '../../server/auth/sessions.ts';
import { sql } from '../../server/db.ts';
import type { Role } from '../../server/domain/actor.ts';
import type { TestServer } from './server.ts';

export interface StaffAnswer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked where it matters
  json: any;
}

/** A member of staff who has signed in. */
export interface StaffClient {
  userId: number;
  email: string;
  /** For a `Cookie` header. */
  cookie: string;
  /** As a page of ours would ask; `path` from the root (`/api/staff/…`). */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<StaffAnswer>;
  /** Signs a browser in. */
  enter(context: BrowserContext): Promise<void>;
}

/** A new account of `role`, signed in. */
export async function staffClient(server: TestServer, role: Role): Promise<StaffClient> {
  const email = `${role}-${randomUUID().slice(0, 8)}@foyer.test`;
  const [user] = await sql(server.deps.db).query<{ id: number }>(
    'INSERT INTO users (email, name, role, confirmed_at) VALUES ($1, $2, $3, now()) RETURNING id',
    [email, `The ${role}`, role],
  );
  if (!user) throw new Error('no account was made');
  const [cookie = ''] = (
    await openSessions(server.deps.db, false).open(user.id, { userAgent: null, address: null })
  ).split(';');
  return {
    userId: user.id,
    email,
    cookie,
    async send(method, path, body, headers = {}) {
      const json = body !== undefined && typeof body !== 'string' && !(body instanceof FormData);
      const response = await fetch(`${server.url}${path}`, {
        method,
        redirect: 'manual',
        headers: { cookie, origin: server.url, ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as string | FormData) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined,
      };
    },
    async enter(context) {
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url: server.url }]);
    },
  };
}
