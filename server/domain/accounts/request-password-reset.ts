import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import { makeLink } from './account-link.ts';
import type { Stranger } from './sign-in.ts';
import { countAttempt } from './slow-down.ts';

/**
 * Sends a link with which the owner of the address chooses a new password. Where there is no account the letter has
 * nothing to say and is dropped: neither answer nor time tells. Refusal: `rate_limited`.
 */
export async function requestPasswordReset(
  house: House,
  stranger: Stranger,
  { email }: { email: string },
): Promise<{ email: string } | Refusal> {
  const wait = await countAttempt(house.db, email, stranger.address, 'letter');
  if (wait) return wait;
  return inTransaction(house.db, async (tx): Promise<{ email: string }> => {
    const [user] = await tx.query<{ id: number }>('SELECT id FROM users WHERE email = $1 AND locked_at IS NULL', [
      email,
    ]);
    const link = await makeLink(tx, house.signer, user?.id ?? null, { purpose: 'reset_password' });
    await queueAccountMail(tx, 'reset_password', link, email);
    return { email };
  });
}
