import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { ExchangeBody, Exchanged, ExchangeQuote, ExchangeWish } from '../../contract/till/orders.ts';
import { sql, type Tx } from '../../db.ts';
import { type Actor, denied, may } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { spendApproval } from '../kiosks/approve.ts';
import { once } from '../kiosks/once.ts';
import { type LockedOrder, lockOrder } from '../orders/lock-order.ts';
import { driveReader } from '../payments/drive-reader.ts';
import { lockOpenShift } from '../shifts/open-shift.ts';
import { judgeLeaving } from '../tickets/judge-leaving.ts';
import { openExchange } from './open-exchange.ts';
import { priceExchange } from './price-exchange.ts';
import { showExchange } from './show-exchange.ts';
import { takeTenders } from './take-tenders.ts';
import { addsUp, writeTillSale } from './till-sale.ts';

/** What an exchange would cost: positive is to be paid, negative comes back. Refusals: those of `priceExchange`. */
export async function quoteExchange(
  house: House,
  actor: Actor,
  orderId: number,
  wish: ExchangeWish,
): Promise<ExchangeQuote | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  const priced = await priceExchange(sql(house.db), house, orderId, wish);
  if (isRefusal(priced)) return priced;
  const { before, after } = priced;
  return { difference: after - before, before, after };
}

/**
 * Exchanges tickets of a paid order for other seats or another screening: into an order of their own, which takes their
 * worth along (docs/decisions/0015). The difference is paid like a sale, or goes back the way it was paid. With a card it
 * waits: the old tickets stay good until the money is there. A scanned ticket needs a supervisor. Refusals: those of
 * `priceExchange`, of `judgeLeaving` and of seats, `price_changed`, `ticket_used`, `age_unacknowledged`, `no_open_shift`.
 */
export async function exchangeAtTill(
  house: House,
  actor: Actor,
  orderId: number,
  body: ExchangeBody,
): Promise<Exchanged | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  const act = { uuid: body.uuid, act: 'exchange', body: { orderId, ...body } };
  const done = await once(house, actor, act, (tx) => exchange(tx, house, actor, orderId, body));
  if (isRefusal(done)) return done;
  await driveReader(house, actor, done.orderId);
  return showExchange(house, actor, { ...done, uuid: body.uuid });
}

async function exchange(
  tx: Tx,
  house: House,
  actor: Actor,
  sourceId: number,
  body: ExchangeBody,
): Promise<{ orderId: number; sourceId: number } | Refusal> {
  const shift = await lockOpenShift(tx, actor);
  if (isRefusal(shift)) return shift;
  const approved =
    body.approval === undefined ? null : await spendApproval(tx, actor, 'exchange_keep_price', body.approval);
  if (isRefusal(approved)) return approved;
  const source = await lockOrder(tx, sourceId);
  if (!source || !['paid', 'partially_refunded'].includes(source.status)) return refuse('no_tickets');
  const priced = await priceExchange(tx, house, sourceId, body, approved !== null);
  if (isRefusal(priced)) return priced;
  if (priced.lines.some((line) => line.used) && !approved && !may(actor, 'cancel_used_ticket'))
    return refuse('ticket_used');
  if (priced.ageMatters !== null && !body.ageConfirmed) {
    return refuse('age_unacknowledged', { ageLimit: priced.ageMatters });
  }
  const difference = priced.after - priced.before;
  if (difference !== body.difference) return refuse('price_changed');
  if (!addsUp(body.tenders, Math.max(0, difference)))
    return refuse('invalid_request', { reason: 'the parts do not add up' });

  const leaving = priced.lines.map((line) => line.ticket);
  const left = await judgeLeaving(tx, house, source, leaving, priced.coming);
  if (left) return left;
  const opened = await openExchange(tx, house, actor, source, priced, body);
  if (isRefusal(opened)) return opened;
  const carried = Math.min(priced.before, priced.after);
  await writeTillSale(tx, actor, { ...body, orderId: opened, shiftId: shift.id, carried });
  await recordAudit(tx, actor, {
    action: 'begin_exchange',
    entity: 'order',
    entityId: opened,
    after: {
      of: sourceId,
      difference,
      keepPrice: approved?.by,
      override: body.override,
      ageConfirmed: body.ageConfirmed,
    },
  });
  const order: LockedOrder | null = await lockOrder(tx, opened);
  if (!order) throw new Error('an order that was opened is gone');
  return (await takeTenders(tx, house, actor, order, shift.id, body.tenders)) ?? { orderId: opened, sourceId };
}
