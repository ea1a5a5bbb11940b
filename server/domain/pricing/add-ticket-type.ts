import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

export interface NewTicketType {
  code: string;
  name: string;
  /** Ages in whole years on the screening's local date, both included. */
  minAge?: number;
  maxAge?: number;
  isChild?: boolean;
  /** The type of a ticket that nobody chose one for. A cinema has one. */
  isDefault?: boolean;
  sortOrder?: number;
}

/** Adds a ticket type; it is for sale once a price card has a price for it. Refusal: `code_taken`. */
export async function addTicketType(
  house: House,
  actor: Actor,
  type: NewTicketType,
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_price_card');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const { code, name, minAge = null, maxAge = null, isChild = false, isDefault = false, sortOrder = 0 } = type;
    if (isDefault) await tx.query('UPDATE ticket_types SET is_default = false WHERE is_default');
    const [added] = await tx.query<{ id: number }>(
      `INSERT INTO ticket_types (code, name, min_age, max_age, is_child, is_default, sort_order)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code) DO NOTHING RETURNING id`,
      [code, name, minAge, maxAge, isChild, isDefault, sortOrder],
    );
    if (!added) return refuse('code_taken', { code });
    await recordAudit(tx, actor, { action: 'add_ticket_type', entity: 'ticket_type', entityId: added.id, after: type });
    return added;
  });
}
