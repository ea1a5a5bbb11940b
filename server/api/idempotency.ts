import { setTimeout as pause } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { isRefusal, type Refusal, refuse } from '../contract/refusals.ts';
import { type Db, sql } from '../db.ts';
import type { KeyedRequest } from '../domain/orders/place-order.ts';
import { wordsOf } from '../http/language.ts';
import { crashedAfterSeconds, type First, findFirst, repeat, sendText, textOf } from './first-answer.ts';
import { keepRefusal } from './keep-refusals.ts';
import { keyedRequest, type Once } from './keyed-request.ts';
import { refusalReply, sendRefusal } from './refusals.ts';
import type { Reply } from './reply.ts';

/** So long the same request waits for the first, which may be under way to the processor; then it is told to come again. */
const patientMs = 3_000;
const lookAgainMs = 100;

/**
 * Acts at most once per `Idempotency-Key`: the same request again gets the first answer again. The key is taken before the
 * act. Answers of 500 and above are not kept.
 */
export const once: Once = async (house, req, res, call, act) => {
  const { db } = house;
  const request = keyedRequest(house, req, call);
  if (request === null) return answer(res, await act(null));
  if (isRefusal(request)) return sendRefusal(res, request);
  const earlier = await claimInTime(db, request);
  if (isRefusal(earlier)) return sendRefusal(res, earlier);
  if (earlier) return repeat(res, { status: earlier.status, text: String(earlier.kept) });
  try {
    const reply = rendered(req, await act(request));
    if (reply.refusal && reply.status >= 500) {
      await forget(db, request);
      return sendRefusal(res, reply.refusal);
    }
    await keep(db, request, reply);
    sendText(res, reply.status, reply.text);
  } catch (fault) {
    // If even this fails, the key is free again after a minute.
    await forget(db, request).catch(() => {});
    throw fault;
  }
};

/**
 * The same for a verb that uses up the key in its own transaction, and throws where that was answered before: a trip to the
 * database less before it, and one less after it. The key is taken with the act; of the answer the verb keeps whatever
 * `shown` makes the same answer of. Only refusals are kept here.
 */
export function onceInVerb(shown: (kept: never) => unknown): Once {
  const again = (res: Response, { status, kept }: First) =>
    repeat(res, { status, text: typeof kept === 'string' ? kept : JSON.stringify(shown(kept as never)) });
  return async (house, req, res, call, act) => {
    const { db } = house;
    const request = keyedRequest(house, req, call);
    if (request === null) return answer(res, await act(null));
    if (isRefusal(request)) return sendRefusal(res, request);
    let answered = await actOrFind(db, request, act);
    if (isRefusal(answered)) {
      const earlier = await keepOrFind(db, req, request, answered);
      // What stood in the way may be what a call did that crashed before it said so.
      if (earlier === 'crashed') answered = await actOrFind(db, { ...request, crashed: true }, act);
      else if (earlier) answered = earlier;
    }
    if ('kept' in answered) again(res, answered);
    else answer(res, answered);
  };
}

async function actOrFind(db: Db, request: KeyedRequest, act: Parameters<Once>[4]): Promise<Reply | Refusal | First> {
  try {
    return await act(request);
  } catch (fault) {
    if (!isAnswered(fault)) throw fault;
    const first = await findFirst(db, request);
    return first === 'crashed' ? refuse('idempotency_in_progress') : first;
  }
}

const isAnswered = (fault: unknown) =>
  fault instanceof Error && 'constraint' in fault && fault.constraint === 'idempotent_requests_pkey';

/** Null: the refusal is the first answer to its key, and kept. Else what was there before. */
async function keepOrFind(
  db: Db,
  req: Request,
  request: KeyedRequest,
  refusal: Refusal,
): Promise<First | Refusal | 'crashed' | null> {
  if (refusal.refused.startsWith('idempotency_')) return null;
  const { status, text } = rendered(req, refusal);
  return (await keepRefusal(db, { ...request, status, text })) ? null : findFirst(db, request);
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

/** The same as `claim`, which is asked again while the first call with the key is under way. */
async function claimInTime(db: Db, request: KeyedRequest): Promise<First | Refusal | null> {
  for (const until = performance.now() + patientMs; ; await pause(lookAgainMs)) {
    const earlier = await claim(db, request);
    const underWay = isRefusal(earlier) && earlier.refused === 'idempotency_in_progress';
    if (!underWay || performance.now() >= until) return earlier;
  }
}

/** Null: the key is ours and the act is to be done. */
async function claim(db: Db, { scope, key, bodyHash }: KeyedRequest): Promise<First | Refusal | null> {
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
  const first = await findFirst(db, { scope, key, bodyHash });
  return first === 'crashed' ? refuse('idempotency_in_progress') : first;
}

/** The answer is kept as the text it was, because jsonb would put its names in another order. */
async function keep(db: Db, { scope, key }: KeyedRequest, reply: { status: number; text: string }): Promise<void> {
  await sql(db).query(
    `UPDATE idempotent_requests SET status = $3, response = to_jsonb($4::text)
      WHERE scope = $1 AND key = $2 AND response IS NULL`,
    [scope, key, reply.status, reply.text],
  );
}

async function forget(db: Db, { scope, key }: KeyedRequest): Promise<void> {
  await sql(db).query('DELETE FROM idempotent_requests WHERE scope = $1 AND key = $2 AND response IS NULL', [
    scope,
    key,
  ]);
}
