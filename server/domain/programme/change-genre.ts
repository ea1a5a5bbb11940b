import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

/** Renames a genre; its code stays, because films and links are told by it. */
export async function changeGenre(
  house: House,
  actor: Actor,
  { genreId, name }: { genreId: number; name: string },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_film');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const [before] = await tx.query<{ name: string }>('SELECT name FROM genres WHERE id = $1 FOR UPDATE', [genreId]);
    if (!before) return refuse('not_found', { genre: genreId });
    await tx.query('UPDATE genres SET name = $2 WHERE id = $1', [genreId, name]);
    await recordAudit(tx, actor, {
      action: 'change_genre',
      entity: 'genre',
      entityId: genreId,
      before,
      after: { name },
    });
    return { id: genreId };
  });
}
