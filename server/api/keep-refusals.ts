import { type Db, sql } from '../db.ts';
import type { KeyedRequest } from '../domain/orders/place-order.ts';

/** A refusal as it is sent, under the key of its request. */
export interface KeptRefusal extends Pick<KeyedRequest, 'scope' | 'key' | 'bodyHash'> {
  status: number;
  text: string;
}

/**
 * Keeps a refusal as the first answer to its key; false where the key has one. Thousands are refused in the same second when
 * a film goes on sale: whoever comes while some are being written goes with the next ones, in one statement and one commit.
 */
export function keepRefusal(db: Db, refusal: KeptRefusal): Promise<boolean> {
  const desk = desks.get(db) ?? { waiting: [], busy: false };
  desks.set(db, desk);
  return new Promise((resolve, reject) => {
    desk.waiting.push({ refusal, resolve, reject });
    if (!desk.busy) void serveAll(db, desk);
  });
}

interface Desk {
  waiting: { refusal: KeptRefusal; resolve(kept: boolean): void; reject(fault: unknown): void }[];
  busy: boolean;
}

const desks = new WeakMap<Db, Desk>();
/** All of them are answered in one turn of the event loop. */
const mostAtOnce = 250;

async function serveAll(db: Db, desk: Desk): Promise<void> {
  desk.busy = true;
  while (desk.waiting.length > 0) {
    const some = desk.waiting.splice(0, mostAtOnce);
    const refusals = some.map(({ refusal }) => refusal);
    try {
      const kept = await write(db, refusals);
      for (const [at, { resolve }] of some.entries()) resolve(kept.has(at));
    } catch (fault) {
      for (const { reject } of some) reject(fault);
    }
  }
  desk.busy = false;
}

/** Which of them were kept. In the order of their keys, so that two processes never wait for each other in a circle. */
async function write(db: Db, refusals: KeptRefusal[]): Promise<Set<number>> {
  const column = <Name extends keyof KeptRefusal>(name: Name) => refusals.map((refusal) => refusal[name]);
  const rows = await sql(db).query<{ scope: string; key: string }>(
    {
      name: 'keep_refusals',
      text: `INSERT INTO idempotent_requests (scope, key, body_hash, status, response)
             SELECT scope, key, body_hash, status, to_jsonb(response)
               FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[])
                    WITH ORDINALITY r (scope, key, body_hash, status, response, place)
              ORDER BY scope, key, place ON CONFLICT DO NOTHING RETURNING scope, key`,
    },
    [column('scope'), column('key'), column('bodyHash'), column('status'), column('text')],
  );
  const written = new Set(rows.map(nameOf));
  // Of two with the same key, the first was written.
  return new Set(refusals.flatMap((refusal, at) => (written.delete(nameOf(refusal)) ? [at] : [])));
}

const nameOf = ({ scope, key }: { scope: string; key: string }) => JSON.stringify([scope, key]);
