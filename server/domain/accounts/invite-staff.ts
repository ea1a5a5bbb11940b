import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied, type Role } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { queueInvitation } from '../mail/queue-invitation.ts';
import { makeLink } from './account-link.ts';
import { lockAddress } from './lock-address.ts';
import { lockStaff } from './staff-account.ts';

export interface Invitation {
  email: string;
  name: string;
  role: Exclude<Role, 'customer'>;
}

/**
 * Makes an account for a member of staff and writes them a letter with a link to set their password. Whoever was
 * invited and has not come yet is invited again, with a new link. Refusal: `email_taken`.
 */
export async function inviteStaff(
  house: House,
  actor: Actor,
  { email, name, role }: Invitation,
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'manage_staff');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    await lockAddress(tx, email);
    const [person] = await tx.query<{ id: number }>(
      `INSERT INTO users AS u (email, name, role) VALUES ($1, $2, $3)
       ON CONFLICT (email) DO UPDATE SET name = $2, role = $3
         WHERE u.password_hash IS NULL AND u.role <> 'customer' AND u.locked_at IS NULL
       RETURNING id`,
      [email, name, role],
    );
    if (!person) return refuse('email_taken');
    await queueInvitation(tx, await makeLink(tx, house.signer, person.id, { purpose: 'invitation' }), email);
    await recordAudit(tx, actor, {
      action: 'invite_staff',
      entity: 'user',
      entityId: person.id,
      after: { role },
    });
    return person;
  });
}

/** Writes to somebody who was invited and has not come yet once more. Refusal: `not_found` for everybody else. */
export async function inviteAgain(
  house: House,
  actor: Actor,
  { userId }: { userId: number },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'manage_staff');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const account = await lockStaff(tx, userId);
    if (isRefusal(account)) return account;
    const [open] = await tx.query('SELECT FROM users WHERE id = $1 AND password_hash IS NULL AND locked_at IS NULL', [
      userId,
    ]);
    if (!open) return refuse('not_found', { user: userId });
    await queueInvitation(tx, await makeLink(tx, house.signer, userId, { purpose: 'invitation' }), account.email);
    await recordAudit(tx, actor, { action: 'invite_again', entity: 'user', entityId: userId });
    return { id: userId };
  });
}
