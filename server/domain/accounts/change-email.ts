import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import { makeLink } from './account-link.ts';
import { askPassword } from './own-password.ts';
import { countAttempt } from './slow-down.ts';

/**
 * Writes to a new address; the account changes to it when the link in the letter is used. Refusals:
 * `wrong_credentials`, `rate_limited`.
 */
export async function changeEmail(
  house: House,
  actor: Actor,
  { email, password }: { email: string; password: string },
): Promise<{ email: string } | Refusal> {
  const person = await askPassword(house, actor, password);
  if (isRefusal(person)) return person;
  const wait = await countAttempt(house.db, email, actor.address, 'letter');
  if (wait) return wait;
  return inTransaction(house.db, async (tx): Promise<{ email: string }> => {
    const link = await makeLink(tx, house.signer, person.userId, { purpose: 'change_email', email });
    await queueAccountMail(tx, 'change_email', link, email);
    await recordAudit(tx, actor, { action: 'change_email', entity: 'user', entityId: person.userId });
    return { email };
  });
}
