import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import type { Profile } from './profile.ts';

export type ProfileChange = { [Key in 'name' | 'language' | 'depth' | 'aisle']?: Profile[Key] | undefined };

/** Changes what one says of oneself; what is left out stays. */
export async function changeProfile(house: House, actor: Actor, change: ProfileChange): Promise<Profile | Refusal> {
  const { userId } = actor;
  if (userId === null) return refuse('unauthenticated');
  return inTransaction(house.db, async (tx): Promise<Profile | Refusal> => {
    const [profile] = await tx.query<Profile>(
      `UPDATE users SET name = coalesce($2, name), language = coalesce($3, language),
         seat_depth = CASE WHEN $4 THEN $5::seat_depth ELSE seat_depth END, seat_aisle = coalesce($6, seat_aisle)
        WHERE id = $1 RETURNING id, email::text, name, language, seat_depth AS depth, seat_aisle AS aisle`,
      [
        userId,
        change.name ?? null,
        change.language ?? null,
        change.depth !== undefined,
        change.depth ?? null,
        change.aisle ?? null,
      ],
    );
    if (!profile) return refuse('not_found');
    await recordAudit(tx, actor, {
      action: 'change_profile',
      entity: 'user',
      entityId: userId,
      after: { changed: Object.keys(change) },
    });
    return profile;
  });
}
