import type { Response } from 'express';
import { type Refusal, refuse } from '../contract/refusals.ts';
import { type Db, sql } from '../db.ts';
import type { KeyedRequest } from '../domain/orders/place-order.ts';
import { type Reply, sendJson } from './reply.ts';

/** What a key was answered first: as the text that was sent, or as what a verb kept of it. */
export interface First {
  status: number;
  kept: unknown;
}

/** A call that has said nothing for so long has crashed, and may be made again. The function `hold_and_order` knows it too. */
export const crashedAfterSeconds = 60;

/** The first answer to a key that is in use, or why there is none; `crashed`: there will be none. */
export async function findFirst(
  db: Db,
  { scope, key, bodyHash }: Omit<KeyedRequest, 'crashed'>,
): Promise<First | Refusal | 'crashed'> {
  const [row] = await sql(db).query<{ bodyHash: string; status: number | null; kept: unknown; crashed: boolean }>(
    {
      name: 'first_answer',
      text: `SELECT body_hash AS "bodyHash", status, response AS kept, created_at < now() - make_interval(secs => $3) AS crashed
               FROM idempotent_requests WHERE scope = $1 AND key = $2`,
    },
    [scope, key, crashedAfterSeconds],
  );
  if (row && row.bodyHash !== bodyHash) return refuse('idempotency_mismatch');
  if (row?.status == null || row.kept === null) return row?.crashed ? 'crashed' : refuse('idempotency_in_progress');
  return { status: row.status, kept: row.kept };
}

/** Sends the first answer once more. */
export function repeat(res: Response, { status, text }: { status: number; text: string }): void {
  res.setHeader('Idempotent-Replayed', 'true');
  sendText(res, status, text);
}

export function sendText(res: Response, status: number, text: string): void {
  res.setHeader('Cache-Control', 'no-store');
  if (text === '') res.status(status).end();
  else sendJson(res, status, text);
}

/** Empty where there is nothing to say. */
export function textOf(reply: Reply): string {
  return JSON.stringify(reply.body) ?? '';
}
