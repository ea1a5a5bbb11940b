import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

export interface TicketTypeFacts {
  name: string;
  /** Whole years on the screening's local date, both included. */
  minAge: number | null;
  maxAge: number | null;
  isChild: boolean;
  isDefault: boolean;
  sortOrder: number;
}

/**
 * Changes a ticket type; its code stays. Tickets that are sold keep what they were sold as. One type is always the
 * default: to change it, make another one so (`default_needed`).
 */
export async function changeTicketType(
  house: House,
  actor: Actor,
  { typeId, ...change }: Partial<TicketTypeFacts> & { typeId: number },
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_price_card');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const rows = await tx.query<TicketTypeFacts & { id: number }>(
      `SELECT id, name, min_age AS "minAge", max_age AS "maxAge", is_child AS "isChild", is_default AS "isDefault",
              sort_order AS "sortOrder" FROM ticket_types ORDER BY id FOR UPDATE`,
    );
    const found = rows.find(({ id }) => id === typeId);
    if (!found) return refuse('not_found', { ticketType: typeId });
    const { id: _, ...before } = found;
    const after = { ...before, ...change };
    if (before.isDefault && !after.isDefault) return refuse('default_needed');
    if (after.isDefault && !before.isDefault) await tx.query('UPDATE ticket_types SET is_default = false');
    await tx.query(
      `UPDATE ticket_types SET name = $2, min_age = $3, max_age = $4, is_child = $5, is_default = $6, sort_order = $7
        WHERE id = $1`,
      [typeId, after.name, after.minAge, after.maxAge, after.isChild, after.isDefault, after.sortOrder],
    );
    await recordAudit(tx, actor, {
      action: 'change_ticket_type',
      entity: 'ticket_type',
      entityId: typeId,
      before,
      after,
    });
    return { id: typeId };
  });
}
