import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

export interface NewHall {
  code: string;
  name: string;
  description?: string;
  /** Minutes between the end of a film and the next audience. */
  cleaningMinutes?: number;
  sortOrder?: number;
  /** How many people the licence admits. */
  capacity?: number | null;
}

/** Adds a hall without a seat plan. Refusal: `code_taken`. */
export async function addHall(house: House, actor: Actor, hall: NewHall): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_hall');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const { code, name, description = '', cleaningMinutes = 15, sortOrder = 0, capacity = null } = hall;
    const [added] = await tx.query<{ id: number }>(
      `INSERT INTO halls (code, name, description, cleaning_minutes, sort_order, capacity)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (code) DO NOTHING RETURNING id`,
      [code, name, description, cleaningMinutes, sortOrder, capacity],
    );
    if (!added) return refuse('code_taken', { code });
    await recordAudit(tx, actor, { action: 'add_hall', entity: 'hall', entityId: added.id, after: hall });
    return added;
  });
}
