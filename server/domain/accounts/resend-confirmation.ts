import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { House } from '../house.ts';
import { queueAccountMail } from '../mail/queue-account-mail.ts';
import type { Stranger } from './sign-in.ts';
import { countAttempt } from './slow-down.ts';

/**
 * Sends the letter about a registration again. Where none waits, a letter that says nothing is queued and dropped, so
 * that the answer does not tell. Refusal: `rate_limited`.
 */
export async function resendConfirmation(
  house: House,
  stranger: Stranger,
  { email }: { email: string },
): Promise<{ email: string } | Refusal> {
  const wait = await countAttempt(house.db, email, stranger.address, 'letter');
  if (wait) return wait;
  return inTransaction(house.db, async (tx): Promise<{ email: string }> => {
    const [latest] = await tx.query<{ id: string }>(
      'SELECT id FROM registrations WHERE email = $1 AND expires_at > now() ORDER BY created_at DESC LIMIT 1',
      [email],
    );
    await queueAccountMail(tx, 'registration', latest?.id ?? randomUUID(), email, randomUUID());
    return { email };
  });
}
