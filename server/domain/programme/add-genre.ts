import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

/** Adds a genre that films can be given. Refusal: `code_taken`. */
export async function addGenre(
  house: House,
  actor: Actor,
  genre: { code: string; name: string },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_film');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const [added] = await tx.query<{ id: number }>(
      'INSERT INTO genres (code, name) VALUES ($1, $2) ON CONFLICT (code) DO NOTHING RETURNING id',
      [genre.code, genre.name],
    );
    if (!added) return refuse('code_taken', { code: genre.code });
    await recordAudit(tx, actor, { action: 'add_genre', entity: 'genre', entityId: added.id, after: genre });
    return added;
  });
}
