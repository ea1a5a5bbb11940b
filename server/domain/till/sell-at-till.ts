import { wantsAcknowledgement } from '../../contract/age.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Sale, SaleBody } from '../../contract/till/sales.ts';
import type { Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { once } from '../kiosks/once.ts';
import { lockOrder } from '../orders/lock-order.ts';
import { newOrderNumber } from '../orders/order-number.ts';
import { driveReader } from '../payments/drive-reader.ts';
import { readSale } from '../pricing/load-sale.ts';
import { type Quote, quote } from '../pricing/quote.ts';
import { claimHold, judgeOn, seatRefusal } from '../seats/hold-seats.ts';
import { readFloor } from '../seats/load-floor.ts';
import { lockOpenShift } from '../shifts/open-shift.ts';
import { showSale } from './show-sale.ts';
import { takeTenders } from './take-tenders.ts';
import { addsUp, writeTillSale } from './till-sale.ts';

/**
 * Sells seats to somebody at the counter. Paid in cash it is one transaction, with tickets at its end; with a card it ends
 * `awaiting_card`, and `findSale`, `paySale` and `cancelSale` go on from there. The same uuid with the same body is the same
 * sale (rule 13). Refusals: those of seats and prices, `price_changed`, `age_unacknowledged`, `no_open_shift`,
 * `idempotency_mismatch`.
 */
export async function sellAtTill(house: House, actor: Actor, body: SaleBody): Promise<Sale | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  const done = await once(house, actor, { uuid: body.uuid, act: 'sell', body }, (tx) => sell(tx, house, actor, body));
  if (isRefusal(done)) return done;
  await driveReader(house, actor, done.orderId);
  return showSale(house, actor, body.uuid);
}

async function sell(tx: Tx, house: House, actor: Actor, body: SaleBody): Promise<{ orderId: number } | Refusal> {
  const shift = await lockOpenShift(tx, actor);
  if (isRefusal(shift)) return shift;
  const priced = await priceSale(tx, house, actor, body);
  if (isRefusal(priced)) return priced;
  if (!addsUp(body.tenders, priced.total)) return refuse('invalid_request', { reason: 'the parts do not add up' });
  const holdId = await holdOf(tx, house, actor, body);
  if (isRefusal(holdId)) return holdId;
  const orderId = await order(tx, house, actor, holdId, body);
  if (isRefusal(orderId)) return orderId;
  await writeTillSale(tx, actor, { ...body, orderId, shiftId: shift.id });
  await recordAudit(tx, actor, {
    action: 'sell_at_till',
    entity: 'order',
    entityId: orderId,
    after: { total: body.total, override: body.override, ageConfirmed: body.ageConfirmed },
  });
  await announceSeats(tx, house, body.screening);
  const locked = await lockOrder(tx, orderId);
  if (!locked) throw new Error('an order that was placed is gone');
  return (await takeTenders(tx, house, actor, locked, shift.id, body.tenders)) ?? { orderId };
}

/** The prices now, or those of the hold; they must be what the customer was told. */
async function priceSale(tx: Tx, house: House, actor: Actor, body: SaleBody): Promise<Quote | Refusal> {
  const sale = await readSale(tx, body.screening, body.hold);
  const floor = await readFloor(tx, house.db, body.screening, actor.kioskId ?? null);
  if (!sale || !floor) return refuse('not_found');
  const seats = body.lines.map((line) => line.seat);
  if (new Set(seats).size < seats.length) return refuse('duplicate_seat');
  const priced = quote(sale, floor.plan, body.lines);
  if (isRefusal(priced)) return priced;
  const same = priced.lines.every((line, i) => line.price === body.lines[i]?.price) && priced.total === body.total;
  if (!same) return refuse('price_changed');
  if (wantsAcknowledgement(sale.film) && !body.ageConfirmed) {
    return refuse('age_unacknowledged', { ageLimit: sale.film.ageLimit });
  }
  return priced;
}

async function holdOf(tx: Tx, house: House, actor: Actor, body: SaleBody): Promise<number | Refusal> {
  if (body.hold !== null) {
    const [own] = await tx.query<{ id: number }>(
      'SELECT id FROM holds WHERE id = $1 AND buyer = $2 AND screening_id = $3',
      [body.hold, actor.buyer, body.screening],
    );
    return own?.id ?? refuse('hold_expired');
  }
  const choice = { screeningId: body.screening, seats: body.lines.map((line) => line.seat), override: body.override };
  const wrong = await judgeOn(tx, house, actor, choice);
  if (wrong) return wrong;
  const hold = await claimHold(tx, house, actor, choice);
  return isRefusal(hold) ? hold : hold.id;
}

async function order(tx: Tx, house: House, actor: Actor, holdId: number, body: SaleBody): Promise<number | Refusal> {
  const [outcome] = await tx.query<{ refusal: string | null; seats: number[] | null; order_id: number }>(
    'SELECT * FROM place_order($1, $2, $3, $4, NULL, $5, $6, $7, $8, NULL, $9, $10, $11)',
    [
      holdId,
      body.lines.map((line) => line.seat),
      body.lines.map((line) => line.ticketType),
      newOrderNumber(),
      body.email,
      body.name,
      'en',
      body.ageConfirmed,
      actor.kind,
      actor.requestId,
      actor.address,
    ],
  );
  if (!outcome) throw new Error('the database answered nothing to an order');
  return outcome.refusal
    ? seatRefusal(house, body.screening, outcome.refusal, outcome.seats, tx)
    : unsold(tx, outcome.order_id);
}

/** A hold that is an order already, by another uuid, is not sold a second time. */
async function unsold(tx: Tx, orderId: number): Promise<number | Refusal> {
  const [sold] = await tx.query('SELECT FROM till_sales WHERE order_id = $1', [orderId]);
  return sold ? refuse('hold_expired') : orderId;
}
