import { openSessions } from '../../server/auth/sessions.ts';
import { sql } from '../../server/db.ts';
import { hashSecret } from '../../server/domain/accounts/password.ts';
import type { World } from '../api/contract/world.ts';

const password = 'harbour lantern quiet';

/** A customer of many years who has a password again. */
export interface Leaver {
  id: number;
  email: string;
  orders: number;
}

/** Those who came most often. */
export async function whoLeaves({ home }: World): Promise<Leaver[]> {
  return sql(home.db).query<Leaver & Record<string, unknown>>(
    `UPDATE users SET password_hash = $1
       FROM (SELECT user_id, count(*) AS orders FROM orders WHERE user_id IS NOT NULL AND email LIKE 'past-%'
              GROUP BY 1 ORDER BY 2 DESC LIMIT 2) most
      WHERE id = user_id RETURNING id, email::text, orders`,
    [await hashSecret(password)],
  );
}

/** One takes their data along and erases the account by a page, the other by the API. */
export async function leave({ home, server }: World, [byPage, byApi]: Leaver[]): Promise<void> {
  if (!byPage || !byApi) throw new Error('there is nobody to leave');
  const [cookie = ''] = (
    await openSessions(home.db, false).open(byPage.id, { userAgent: null, address: '192.0.2.7' })
  ).split(';');
  const post = async (path: string, fields: Record<string, string> = {}) => {
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: server.url },
      body: new URLSearchParams(fields),
    });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.text();
  };
  const data = JSON.parse(await post('/account/export'));
  if (data.orders.length < byPage.orders || data.letters.length < byPage.orders)
    throw new Error('the file lacks orders');
  await post('/account/erase', { current: password });

  const ask = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/auth/${path}/`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const signedIn = await ask('POST', 'jwt/create', { email: byApi.email, password });
  const { access } = (await signedIn.json()) as { access: string };
  const erased = await ask('DELETE', 'users/me', { current_password: password }, { authorization: `JWT ${access}` });
  if (erased.status !== 204) throw new Error(`erasing: ${erased.status}`);
}

/**
 * A day like none before: thousands ask under an `Idempotency-Key`, sign in and register. All of it is cleared before long, and
 * yet there may be much of it.
 */
export async function aBusyDay({ home }: World): Promise<void> {
  const many = 6000;
  const since = `now() - interval '20 hours' * n / ${many}`;
  const steps = [
    `INSERT INTO idempotent_requests (scope, key, body_hash, status, response, created_at)
     SELECT 'POST /api/orders address:192.0.' || n % 200 || '.7', 'key ' || n, 'x', 201,
            jsonb_build_object('id', 900000000 + n, 'email', 'busy-' || n || '@example.test', 'name', 'Guest ' || n), ${since}
       FROM generate_series(1, ${many}) n`,
    `INSERT INTO idempotent_requests (scope, key, body_hash, status, response, created_at)
     SELECT CASE WHEN n % 2 = 0 THEN 'POST /api/auth/users address:192.0.2.7' ELSE 'POST /api/orders/' || n || '/pay user:' || 900000000 + n END,
            'key ' || n, 'x', 201, to_jsonb('{"email":"busy-' || n || '@example.test","name":""}'), ${since}
       FROM generate_series(1, ${many}) n`,
    `INSERT INTO sessions (id, user_id, expires_at) SELECT 'busy-' || id, id, now() + interval '20 days'
       FROM users WHERE email LIKE 'past-%@example.test' ORDER BY id LIMIT ${many}`,
    `INSERT INTO token_families (id, user_id, expires_at) SELECT gen_random_uuid(), id, now() + interval '20 days'
       FROM users WHERE email LIKE 'past-%@example.test' ORDER BY id LIMIT ${many}`,
    `INSERT INTO account_links (id, user_id, purpose, key_hash, expires_at)
     SELECT gen_random_uuid(), id, 'reset_password', 'busy-' || id, now() + interval '20 hours'
       FROM users WHERE email LIKE 'past-%@example.test' ORDER BY id LIMIT ${many}`,
    `INSERT INTO registrations (id, email, name, language, password_hash, expires_at)
     SELECT gen_random_uuid(), 'busy-' || n || '@example.test', '', 'en', 'x', now() + interval '20 hours' FROM generate_series(1, ${many}) n`,
    `INSERT INTO order_notes (order_id, user_id, text)
     SELECT o.id, u.id, 'Called' FROM (SELECT id FROM orders ORDER BY id LIMIT ${many}) o CROSS JOIN (SELECT max(id) AS id FROM users WHERE role = 'clerk') u`,
    'ANALYZE',
  ];
  for (const step of steps) await sql(home.db).query(step);
}
