import type { PriceEntry } from '../../contract/api/staff/price-cards.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { cardRevision } from './card-revision.ts';

export interface PriceCardInput {
  code: string;
  name: string;
  /** All of the card: a pair that is not listed is not for sale. */
  entries: readonly PriceEntry[];
  /** The revision that the writer has seen; null: there is no such card yet. Left out, whatever is there is replaced. */
  seen?: string | null;
}

/**
 * Writes a price card, new or anew. Tickets and holds that exist keep the prices they were given. Refusals:
 * `not_found` with the codes that nobody knows, `invalid_request` for an amount that is none or a pair named twice,
 * `code_taken` and `changed_meanwhile` for a card that is not as the writer has `seen` it.
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
    const stale = await staleness(tx, card);
    if (stale) return stale;
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

/** Two people at one card: the later one is told, instead of undoing unseen what the earlier one did. */
async function staleness(tx: Tx, { code, seen }: PriceCardInput): Promise<Refusal | null> {
  if (seen === undefined) return null;
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('price card ' || $1, 0))", [code]);
  const [now] = await tx.query<{ name: string; entries: PriceEntry[] }>(
    `SELECT name, coalesce((SELECT json_agg(json_build_object('ticketType', t.code, 'category', c.code, 'amount', p.amount))
                              FROM prices p JOIN ticket_types t ON t.id = p.ticket_type_id
                              JOIN seat_categories c ON c.id = p.category_id WHERE p.price_card_id = card.id), '[]') AS entries
       FROM price_cards card WHERE code = $1 FOR UPDATE`,
    [code],
  );
  if (seen === null) return now ? refuse('code_taken', { code }) : null;
  if (!now) return refuse('not_found', { code });
  return cardRevision(now.name, now.entries) === seen ? null : refuse('changed_meanwhile', { code });
}
