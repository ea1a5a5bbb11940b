import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { PrintDocument } from '../../contract/till/prints.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { once } from '../kiosks/once.ts';
import { lockOrder } from '../orders/lock-order.ts';
import { orderOnPaper } from './order-on-paper.ts';
import { receipt } from './receipt.ts';
import { ticketSheet } from './ticket-sheet.ts';

/**
 * Prints tickets of an order again, or all of them with the receipt; each sheet says which copy it is, and each is in the
 * audit log. Refusals: `not_found`, `no_tickets`.
 */
export async function reprint(
  house: House,
  actor: Actor,
  { orderId, uuid, tickets }: { orderId: number; uuid: string; tickets?: number[] | undefined },
): Promise<{ documents: PrintDocument[] } | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  return once(house, actor, { uuid, act: 'reprint', body: { orderId, tickets } }, async (tx) => {
    // One reprint of an order at a time, so that no two sheets are the same copy.
    if (!(await lockOrder(tx, orderId))) return refuse('not_found');
    const order = await orderOnPaper(tx, orderId);
    const wanted = order?.tickets.filter((ticket) => tickets === undefined || tickets.includes(ticket.id)) ?? [];
    if (!order || wanted.length === 0 || (tickets && wanted.length < new Set(tickets).size))
      return refuse('no_tickets');
    for (const ticket of wanted) {
      await recordAudit(tx, actor, {
        action: 'reprint_ticket',
        entity: 'ticket',
        entityId: ticket.id,
        after: { copy: ticket.copies + 1 },
      });
    }
    const sheets = wanted.map((ticket) => ticketSheet(house.signer, order, ticket, ticket.copies + 1));
    const copy = Math.max(...wanted.map((ticket) => ticket.copies)) + 1;
    return { documents: tickets ? sheets : [receipt(order, copy), ...sheets] };
  });
}
