import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';

export interface PriceEntry {
  /** Codes. */
  ticketType: string;
  category: string;
  /** Minor units of the cinema's currency. */
  amount: number;
}

export interface PriceCardInput {
  code: string;
  name: string;
  /** All of the card: a pair that is not listed is not for sale. */
  entries: readonly PriceEntry[];
}

/**
 * Writes a price card, new or anew. Tickets and holds that exist keep the prices they were given. Refusals:
 * `not_found` with the codes that nobody knows, `invalid_request` for an amount that is none or a pair named twice.
 */
export async function setPriceCard(
  house: House,
  actor: Actor,
  card: PriceCardInput,
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_price_card');
  if (no) return no;
  const wrong = card.entries.filter(({ amount }) => !Number.isSafeInteger(amount) || amount < 0);
  const pairs = new Set(card.entries.map(({ ticketType, category }) => `${ticketType}:${category}`));
  if (wrong.length > 0 || pairs.size < card.entries.length) return refuse('invalid_request', { entries: wrong });
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const unknown = await unknownCodes(tx, card.entries);
    if (unknown.length > 0) return refuse('not_found', { codes: unknown });
    const [saved] = await tx.query<{ id: number }>(
      `INSERT INTO price_cards (code, name) VALUES ($1, $2)
       ON CONFLICT (code) DO UPDATE SET name = excluded.name RETURNING id`,
      [card.code, card.name],
    );
    if (!saved) throw new Error('a price card was saved without a row');
    const before = await tx.query<PriceEntry>(
      `DELETE FROM prices p USING ticket_types t, seat_categories c
        WHERE p.price_card_id = $1 AND t.id = p.ticket_type_id AND c.id = p.category_id
       RETURNING t.code AS "ticketType", c.code AS category, p.amount`,
      [saved.id],
    );
    await tx.query(
      `INSERT INTO prices (price_card_id, ticket_type_id, category_id, amount)
       SELECT $1, t.id, c.id, entry.amount
         FROM jsonb_to_recordset($2) AS entry ("ticketType" text, category text, amount int)
         JOIN ticket_types t ON t.code = entry."ticketType" JOIN seat_categories c ON c.code = entry.category`,
      [saved.id, JSON.stringify(card.entries)],
    );
    await recordAudit(tx, actor, {
      action: 'set_price_card',
      entity: 'price_card',
      entityId: saved.id,
      before,
      after: card.entries,
    });
    return saved;
  });
}

async function unknownCodes(tx: Tx, entries: readonly PriceEntry[]): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    `SELECT code FROM unnest($1::text[]) code WHERE code NOT IN (SELECT code FROM ticket_types)
     UNION ALL
     SELECT code FROM unnest($2::text[]) code WHERE code NOT IN (SELECT code FROM seat_categories)`,
    [[...new Set(entries.map((e) => e.ticketType))], [...new Set(entries.map((e) => e.category))]],
  );
  return rows.map((row) => row.code);
}
