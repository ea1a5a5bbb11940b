import { type Db, sql } from '../db.ts';
import type { KeyedRequest } from '../domain/orders/place-order.ts';
import { together } from '../domain/together.ts';

/** A refusal as it is sent, under the key of its request. */
export interface KeptRefusal extends Pick<KeyedRequest, 'scope' | 'key' | 'bodyHash'> {
  status: number;
  text: string;
}

/**
 * Keeps a refusal as the first answer to its key; false where the key has one. Thousands are refused in the same second when
 * a film goes on sale: whoever comes while some are being written goes with the next ones.
 */
export const keepRefusal: (db: Db, refusal: KeptRefusal) => Promise<boolean> = together({
  trips: 1,
  // All of them are answered in one turn of the event loop.
  most: 250,
  go: write,
});

/** Whether each of them was kept. In the order of their keys, so that two processes never wait for each other in a circle. */
async function write(db: Db, refusals: KeptRefusal[]): Promise<boolean[]> {
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
  return refusals.map((refusal) => written.delete(nameOf(refusal)));
}

const nameOf = ({ scope, key }: { scope: string; key: string }) => JSON.stringify([scope, key]);
