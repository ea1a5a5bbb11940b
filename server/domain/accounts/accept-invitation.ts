import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { setPasswordByLink } from './password-by-link.ts';
import type { Stranger } from './sign-in.ts';

/**
 * Sets the password of whoever has the link of a letter, and uses the link up. The caller begins the login. Refusals:
 * `link_expired`, `weak_password`.
 */
export async function acceptInvitation(
  house: House,
  stranger: Stranger,
  { key, password }: { key: string; password: string },
): Promise<{ userId: number } | Refusal> {
  return inTransaction(house.db, async (tx): Promise<{ userId: number } | Refusal> => {
    const person = await setPasswordByLink(tx, { key, purpose: 'invitation', password });
    if (isRefusal(person)) return person;
    const { userId } = person;
    const actor: Actor = { ...stranger, kind: person.role, userId, buyer: `user:${userId}`, channel: 'office' };
    await recordAudit(tx, actor, { action: 'accept_invitation', entity: 'user', entityId: userId });
    return { userId };
  });
}
