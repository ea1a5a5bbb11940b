import type { PriceCardBoard, PriceCardView } from '../../contract/api/staff/price-cards.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { cardRevision } from './card-revision.ts';

/** All price cards with the types and categories that make their grid. */
export async function listPriceCards(house: House, actor: Actor): Promise<PriceCardBoard | Refusal> {
  const no = denied(actor, 'see_price_cards');
  if (no) return no;
  const db = sql(house.db);
  const [{ currency }, ticketTypes, categories, cards] = await Promise.all([
    loadCinema(db),
    db.query<PriceCardBoard['ticketTypes'][number]>('SELECT code, name FROM ticket_types ORDER BY sort_order, id'),
    db.query<PriceCardBoard['categories'][number]>(
      'SELECT code, name, color, shape FROM seat_categories ORDER BY sort_order, id',
    ),
    db.query<Omit<PriceCardView, 'revision'>>(
      `SELECT card.code, card.name, coalesce(used.screenings, 0) AS screenings,
              coalesce((SELECT json_agg(json_build_object('ticketType', t.code, 'category', c.code, 'amount', p.amount)
                                        ORDER BY t.sort_order, t.id, c.sort_order, c.id)
                          FROM prices p JOIN ticket_types t ON t.id = p.ticket_type_id
                          JOIN seat_categories c ON c.id = p.category_id WHERE p.price_card_id = card.id), '[]') AS entries
         FROM price_cards card
         LEFT JOIN (SELECT price_card_id, count(*) AS screenings FROM screenings
                     WHERE starts_at > now() AND status <> 'cancelled' GROUP BY 1) used ON used.price_card_id = card.id
        ORDER BY card.id`,
    ),
  ]);
  return {
    currency,
    ticketTypes,
    categories,
    cards: cards.map((card) => ({ ...card, revision: cardRevision(card.name, card.entries) })),
    mayChange: denied(actor, 'change_price_card') === null,
  };
}
