import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { giveCode } from './link-code.ts';

/** A code with which the customer's Telegram can be linked, once, within 15 minutes. Asked again, the same code. */
export async function offerTelegramLink(
  house: House,
  actor: Actor,
): Promise<{ code: string; expiresAt: Date } | Refusal> {
  const no = denied(actor, 'link_telegram');
  if (no) return no;
  const { userId } = actor;
  if (userId === null) return refuse('unauthenticated');
  return inTransaction(house.db, (tx) => giveCode(tx, house.signer, userId));
}
