import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Exchanged } from '../../contract/till/orders.ts';
import { sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import type { House } from '../house.ts';
import { orderOnPaper } from '../prints/order-on-paper.ts';
import { refundSlip } from '../prints/refund-slip.ts';
import { showSale } from './show-sale.ts';
import { readTillOrder } from './till-order.ts';

/** An exchange as it is at this moment: done, or waiting for a card. */
export async function showExchange(
  house: House,
  actor: Actor,
  { uuid, orderId, sourceId }: { uuid: string; orderId: number; sourceId: number },
): Promise<Exchanged | Refusal> {
  const db = sql(house.db);
  const sale = await showSale(house, actor, uuid);
  if (isRefusal(sale)) return sale;
  const [order, paper] = await Promise.all([readTillOrder(db, orderId), orderOnPaper(db, sourceId)]);
  if (!order || !paper) return refuse('not_found');
  const back = await givenBack(house, orderId);
  const slip = back.cash + back.card > 0 ? [refundSlip(paper, { uuid, ...back })] : [];
  return {
    order,
    cash: sale.paidCash - back.cash,
    card: sale.paidCard - back.card,
    sale: sale.state === 'paid' ? null : sale,
    documents: [...sale.documents, ...slip],
  };
}

/** What of the old tickets' price went back to the customer. */
async function givenBack(house: House, orderId: number): Promise<{ cash: number; card: number; seats: string[] }> {
  const [row] = await sql(house.db).query<{ cash: number; card: number; seats: string[] }>(
    `SELECT coalesce(sum(l.amount) FILTER (WHERE way.method = 'cash'), 0)::int AS cash,
            coalesce(sum(l.amount) FILTER (WHERE way.method <> 'cash'), 0)::int AS card,
            coalesce(array_agg(DISTINCT s.row || s.number) FILTER (WHERE l.amount > 0), '{}') AS seats
       FROM tickets n JOIN refund_lines l ON l.ticket_id = n.replaces_id JOIN refunds r ON r.id = l.refund_id
       JOIN refund_ways way ON way.payment_id = r.payment_id JOIN tickets t ON t.id = n.replaces_id JOIN seats s ON s.id = t.seat_id
      WHERE n.order_id = $1 AND n.issued_at IS NOT NULL AND r.reason <> 'exchange'`,
    [orderId],
  );
  return row ?? { cash: 0, card: 0, seats: [] };
}
