import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { SeatCategory } from '../../contract/seats.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

export type NewCategory = Omit<SeatCategory, 'id'> & { sortOrder?: number };

/** Adds a seat category. Refusal: `code_taken`. */
export async function addCategory(
  house: House,
  actor: Actor,
  category: NewCategory,
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_price_card');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const { code, name, color, shape, sortOrder = 0 } = category;
    const [added] = await tx.query<{ id: number }>(
      `INSERT INTO seat_categories (code, name, color, shape, sort_order) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (code) DO NOTHING RETURNING id`,
      [code, name, color, shape, sortOrder],
    );
    if (!added) return refuse('code_taken', { code });
    await recordAudit(tx, actor, {
      action: 'add_category',
      entity: 'seat_category',
      entityId: added.id,
      after: category,
    });
    return added;
  });
}
