import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { isRefusal, type Refusal, refuse } from '../contract/refusals.ts';
import { type Db, sql } from '../db.ts';
import { wordsOf } from '../http/language.ts';
import { invalid } from './parse.ts';
import { refusalReply, sendRefusal } from './refusals.ts';
import type { Reply } from './reply.ts';

interface Call {
  /** Whose key it is: two callers may use the same one. */
  who: string;
  /** As parsed, so that neither spaces nor the order of names make two bodies of one. */
  body: unknown;
}

/** A call that has said nothing for so long has crashed, and may be made again. */
const crashedAfterSeconds = 60;

/**
 * Acts at most once per `Idempotency-Key`: the same request again gets the first answer again. `act` is given a key
 * that stands for this request, for a verb to find what it did before a crash; null where the caller sent none.
 * Answers of 500 and above are not kept.
 */
export async function once(
  db: Db,
  req: Request,
  res: Response,
  call: Call,
  act: (requestKey: string | null) => Promise<Reply | Refusal>,
): Promise<void> {
  const key = req.get('idempotency-key');
  if (key === undefined) return answer(res, await act(null));
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const message = 'must be 1 to 255 visible characters of ASCII';
    return sendRefusal(res, invalid([{ path: 'Idempotency-Key', message }]));
  }
  const scope = `${req.method} ${req.baseUrl}${req.path.replace(/\/+$/, '')} ${call.who}`;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(call.body ?? null))
    .digest('base64url');
  const earlier = await claim(db, scope, key, bodyHash);
  if (isRefusal(earlier)) return sendRefusal(res, earlier);
  if (earlier) {
    res.setHeader('Idempotent-Replayed', 'true');
    return sendText(res, earlier.status, earlier.text);
  }
  try {
    const reply = rendered(req, await act(`${key} ${bodyHash}`));
    if (reply.refusal && reply.status >= 500) {
      await forget(db, scope, key);
      return sendRefusal(res, reply.refusal);
    }
    await keep(db, scope, key, reply);
    sendText(res, reply.status, reply.text);
  } catch (fault) {
    // If even this fails, the key is free again after a minute.
    await forget(db, scope, key).catch(() => {});
    throw fault;
  }
}

function rendered(req: Request, answered: Reply | Refusal): { status: number; text: string; refusal: Refusal | null } {
  const refusal = isRefusal(answered) ? answered : null;
  const reply = isRefusal(answered) ? refusalReply(answered, wordsOf(req)) : answered;
  return { status: reply.status, text: textOf(reply), refusal };
}

function answer(res: Response, answered: Reply | Refusal): void {
  if (isRefusal(answered)) sendRefusal(res, answered);
  else sendText(res, answered.status, textOf(answered));
}

/** Empty where there is nothing to say. */
function textOf(reply: Reply): string {
  return JSON.stringify(reply.body) ?? '';
}

function sendText(res: Response, status: number, text: string): void {
  res.setHeader('Cache-Control', 'no-store');
  if (text === '') res.status(status).end();
  else res.status(status).type('json').send(text);
}

/** Null: the key is ours and the act is to be done. Else the first answer, or why there is none yet. */
async function claim(
  db: Db,
  scope: string,
  key: string,
  bodyHash: string,
): Promise<{ status: number; text: string } | Refusal | null> {
  const ours = await sql(db).query(
    {
      name: 'claim_request',
      text: `INSERT INTO idempotent_requests AS r (scope, key, body_hash) VALUES ($1, $2, $3)
             ON CONFLICT (scope, key) DO UPDATE SET created_at = now()
              WHERE r.response IS NULL AND r.body_hash = excluded.body_hash
                AND r.created_at < now() - make_interval(secs => $4)
             RETURNING scope`,
    },
    [scope, key, bodyHash, crashedAfterSeconds],
  );
  if (ours.length > 0) return null;
  const [first] = await sql(db).query<{ bodyHash: string; status: number | null; text: string | null }>(
    `SELECT body_hash AS "bodyHash", status, response AS text FROM idempotent_requests WHERE scope = $1 AND key = $2`,
    [scope, key],
  );
  if (first && first.bodyHash !== bodyHash) return refuse('idempotency_mismatch');
  if (first?.status == null || first.text === null) return refuse('idempotency_in_progress');
  return { status: first.status, text: first.text };
}

/** The answer is kept as the text it was, because jsonb would put its names in another order. */
async function keep(db: Db, scope: string, key: string, reply: { status: number; text: string }): Promise<void> {
  await sql(db).query(
    `UPDATE idempotent_requests SET status = $3, response = to_jsonb($4::text)
      WHERE scope = $1 AND key = $2 AND response IS NULL`,
    [scope, key, reply.status, reply.text],
  );
}

async function forget(db: Db, scope: string, key: string): Promise<void> {
  await sql(db).query('DELETE FROM idempotent_requests WHERE scope = $1 AND key = $2 AND response IS NULL', [
    scope,
    key,
  ]);
}
