import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { RefundBody, Refunded } from '../../contract/till/orders.ts';
import { sql, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { spendApproval } from '../kiosks/approve.ts';
import { clerkAt } from '../kiosks/at-till.ts';
import { once } from '../kiosks/once.ts';
import { lockOrder } from '../orders/lock-order.ts';
import { orderOnPaper } from '../prints/order-on-paper.ts';
import { refundSlip } from '../prints/refund-slip.ts';
import { settleAtTill } from '../refunds/settle-at-till.ts';
import { lockOpenShift } from '../shifts/open-shift.ts';
import { cancelTickets } from '../tickets/cancel-tickets.ts';
import { readTillOrder } from './till-order.ts';

/**
 * Takes tickets back with a supervisor's yes, scanned ones too: their seats are on sale again, and their money goes back
 * the way it came: cash out of this drawer at once, cards back to the card. Refusals: those of `spendApproval` and
 * `cancelTickets`, `no_open_shift`.
 */
export async function refundAtTill(
  house: House,
  actor: Actor,
  orderId: number,
  body: RefundBody,
): Promise<Refunded | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  const act = { uuid: body.uuid, act: 'refund', body: { orderId, ...body } };
  const done = await once(house, actor, act, (tx) => refund(tx, house, actor, orderId, body));
  if (isRefusal(done)) return done;
  // Read anew each time: what is kept of an act for ever names nobody.
  const order = await readTillOrder(sql(house.db), orderId);
  if (!order) throw new Error('an order that was refunded is gone');
  return { order, ...done };
}

async function refund(
  tx: Tx,
  house: House,
  actor: Actor,
  orderId: number,
  body: RefundBody,
): Promise<Omit<Refunded, 'order'> | Refusal> {
  const shift = await lockOpenShift(tx, actor);
  if (isRefusal(shift)) return shift;
  const approved = await spendApproval(tx, actor, 'refund', body.approval);
  if (isRefusal(approved)) return approved;
  const order = await lockOrder(tx, orderId);
  const paper = order && (await orderOnPaper(tx, orderId));
  if (!order || !paper) return refuse('not_found');
  const done = await cancelTickets(tx, house, actor, order, [...new Set(body.tickets)], {
    reason: `${body.reason} (${approved.by})`,
    usedToo: true,
  });
  if (isRefusal(done)) return done;
  const { cash, card } = await settleAtTill(tx, done.refunds, { shiftId: shift.id, clerkId: clerkAt(actor).userId });
  const seats = paper.tickets.filter(({ id }) => body.tickets.includes(id)).map(({ row, number }) => `${row}${number}`);
  return { cash, card, documents: [refundSlip(paper, { uuid: body.uuid, cash, card, seats })] };
}
