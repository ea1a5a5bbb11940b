import type { Request, Response } from 'express';
import type { Refusal } from '../contract/refusals.ts';
import type { House } from '../domain/house.ts';
import type { KeyedRequest } from '../domain/orders/place-order.ts';
import { invalid } from './parse.ts';
import type { Reply } from './reply.ts';

export interface Call {
  /** Whose key it is: two callers may use the same one. */
  who: string;
  /** As parsed, so that neither spaces nor the order of names make two bodies of one. */
  body: unknown;
}

/** A way to act at most once per `Idempotency-Key`. `act` is given null where the caller sent none. */
export type Once = (
  house: Pick<House, 'db' | 'signer'>,
  req: Request,
  res: Response,
  call: Call,
  act: (request: KeyedRequest | null) => Promise<Reply | Refusal>,
) => Promise<void>;

/** What a request says with its key: null without one, a refusal of a key that is none. */
export function keyedRequest(
  { signer }: Pick<House, 'signer'>,
  req: Request,
  call: Call,
): KeyedRequest | Refusal | null {
  const key = req.get('idempotency-key');
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    return invalid([{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible characters of ASCII' }]);
  }
  // Under a key of ours: some bodies have a password in them, which nobody shall guess from what is kept.
  const bodyHash = signer.sign('idempotency', JSON.stringify(call.body ?? null), 32).toString('base64url');
  const scope = `${req.method} ${req.baseUrl}${req.path.replace(/\/+$/, '')} ${call.who}`;
  return { scope, key, bodyHash, crashed: false };
}
