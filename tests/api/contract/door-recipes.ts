import type { Described } from './document.ts';
import { type Call, send, type World } from './world.ts';

/** The refusals of the door itself, made from a call that succeeds: the same for every operation. */
export const doorRecipes: Record<string, (world: World, described: Described, good: Call) => Promise<Call> | Call> = {
  invalid_request: (_world, _described, good) => ({
    ...good,
    path: `${good.path}${good.path.includes('?') ? '&' : '?'}nobody_knows=1`,
  }),
  unauthenticated: (_world, { operation }, good) => {
    const { authorization: _, cookie: __, ...headers } = good.headers ?? {};
    // Without a login it is open to everybody, or to whoever has an order's token: a forged one is refused all the same.
    const optional = operation.security.some((way) => Object.keys(way).length === 0 || 'orderToken' in way);
    return { ...good, headers: optional ? { ...headers, authorization: 'Bearer forged' } : headers };
  },
  not_enrolled: (_world, _described, good) => {
    const { authorization: _, ...headers } = good.headers ?? {};
    return { ...good, headers };
  },
  clerk_signed_out: (_world, _described, good) => {
    const { 'x-clerk': _, ...headers } = good.headers ?? {};
    return { ...good, headers };
  },
  forbidden: (world, _described, good) => ({ ...good, headers: world.door }),
  not_found: (_world, { path }, good) => ({ ...good, path: beyond(path, good.path) }),
  too_large: (_world, _described, good) => ({ ...good, body: JSON.stringify({ x: 'x'.repeat(3 * 1024 * 1024) }) }),
  unsupported_media_type: (_world, _described, good) => ({
    ...good,
    body: 'session=1',
    headers: { ...good.headers, 'content-type': 'application/x-www-form-urlencoded' },
  }),
  idempotency_mismatch: async (world, { method }, good) => {
    const keyed = withKey(good, `mismatch-${++keys}`);
    await send(world, method, keyed, sameAddress);
    return { ...keyed, body: good.body === undefined ? {} : { ...(good.body as object), name: 'Somebody Else' } };
  },
  idempotency_in_progress: async (world, { method }, good) => {
    const key = `progress-${++keys}`;
    await send(world, method, withKey(good, key), sameAddress);
    await world.sql(
      'UPDATE idempotent_requests SET response = NULL, status = NULL, created_at = now() WHERE key = $1',
      [key],
    );
    return withKey(good, key);
  },
};

/** A guest's key holds for their address. */
export const sameAddress = '203.0.113.7';

let keys = 0;

const withKey = (call: Call, key: string): Call => ({ ...call, headers: { ...call.headers, 'idempotency-key': key } });

/** The path of a good call with the last of its ids replaced by one that is nobody's. */
function beyond(template: string, path: string): string {
  const [bare = '', query] = path.split('?');
  const names = template.split('/');
  const steps = bare.split('/');
  const last = names.findLastIndex((name) => name.startsWith('{'));
  steps[last] = '999999';
  return steps.join('/') + (query === undefined ? '' : `?${query}`);
}
