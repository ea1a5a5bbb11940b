import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Sale, Tender } from '../../contract/till/sales.ts';
import { inTransaction, sql, type Tx } from '../../db.ts';
import { PaymentGatewayError } from '../../gateways/payments.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { atTill } from '../kiosks/at-till.ts';
import { once } from '../kiosks/once.ts';
import { giveUpOrder } from '../orders/give-up-order.ts';
import { lockOrder } from '../orders/lock-order.ts';
import { closeCheckout } from '../payments/close-checkout.ts';
import { driveReader } from '../payments/drive-reader.ts';
import { dueOf } from '../payments/due-of.ts';
import { refuseIfOff } from '../programme/refuse-if-off.ts';
import { lockOpenShift } from '../shifts/open-shift.ts';
import { saleOrder, showSale } from './show-sale.ts';
import { takeTenders } from './take-tenders.ts';
import { addsUp } from './till-sale.ts';

/**
 * Goes on with a sale that is not paid: another try, another reader, the rest, or cash instead. A try that is still under
 * way is ended at the processor first; if its card went through in that moment, the sale is as it is then, and nothing more
 * is taken. Refusals: `not_found`, `order_expired`, `no_open_shift`, `payment_unavailable`; `screening_cancelled`, and then
 * the sale is given up.
 */
export async function paySale(
  house: House,
  actor: Actor,
  saleUuid: string,
  step: { uuid: string; tenders: readonly Tender[] },
): Promise<Sale | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  const orderId = await saleOrder(sql(house.db), actor, saleUuid);
  if (orderId === null) return refuse('not_found');
  const act = { uuid: step.uuid, act: 'pay_sale', body: { sale: saleUuid, tenders: step.tenders } };
  if (!(await isKnown(house, actor, step.uuid))) {
    const stuck = await endTry(house, actor, orderId);
    if (stuck) return stuck;
    const now = await showSale(house, actor, saleUuid);
    if (isRefusal(now) || now.state === 'paid') return now;
  }
  const done = await once(house, actor, act, (tx) => take(tx, house, actor, orderId, step.tenders));
  if (isRefusal(done)) {
    if (done.refused === 'screening_cancelled') await giveUp(house, actor, orderId);
    return done;
  }
  await driveReader(house, actor, orderId);
  return showSale(house, actor, saleUuid);
}

async function take(
  tx: Tx,
  house: House,
  actor: Actor,
  orderId: number,
  tenders: readonly Tender[],
): Promise<{ orderId: number } | Refusal> {
  const shift = await lockOpenShift(tx, actor);
  if (isRefusal(shift)) return shift;
  const [source] = await tx.query<{ id: number | null }>('SELECT exchange_of AS id FROM orders WHERE id = $1', [
    orderId,
  ]);
  if (source?.id) await lockOrder(tx, source.id);
  const order = await lockOrder(tx, orderId);
  const off = order && (await refuseIfOff(tx, order.screeningId));
  if (off) return off;
  if (order?.status !== 'pending' || !order.holdLives) return refuse('order_expired', { status: order?.status });
  const [open] = await tx.query(`SELECT FROM payments WHERE order_id = $1 AND status IN ('open', 'processing')`, [
    orderId,
  ]);
  if (open) return refuse('payment_processing');
  if (!addsUp(tenders, await dueOf(tx, order))) return refuse('price_changed');
  const wrong = await takeTenders(tx, house, actor, order, shift.id, tenders);
  if (wrong) return wrong;
  await recordAudit(tx, actor, { action: 'pay_sale', entity: 'order', entityId: orderId });
  return { orderId };
}

/**
 * Gives a sale up: its seats are free at once, a part that was paid goes back to its card. Asked twice, or of a sale that
 * is over, it answers how the sale stands; one that is paid stays paid. Of a sale that never arrived it is written down
 * that it shall not: a copy that is late sells nothing (`not_found` now and ever).
 */
export async function cancelSale(house: House, actor: Actor, uuid: string): Promise<Sale | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  const known = await saleOrder(sql(house.db), actor, uuid);
  // It may have arrived in the moment before it was called off.
  const orderId = known ?? ((await callOff(house, actor, uuid)) ? null : await saleOrder(sql(house.db), actor, uuid));
  if (orderId === null) return refuse('not_found');
  const stuck = await endTry(house, actor, orderId);
  if (stuck) return stuck;
  await giveUp(house, actor, orderId);
  return showSale(house, actor, uuid);
}

/** Of a sale that is over already, nothing. */
async function giveUp(house: House, actor: Actor, orderId: number): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.status !== 'pending') return;
    await giveUpOrder(tx, house, order);
    await recordAudit(tx, actor, {
      action: 'cancel_order',
      entity: 'order',
      entityId: orderId,
      before: { status: 'pending' },
    });
  });
}

/** Uses up the uuid of a sale that has not arrived: whatever comes under it later is another act. Waits for one under way. */
async function callOff(house: House, actor: Actor, uuid: string): Promise<boolean> {
  const written = await inTransaction(house.db, async (tx) => {
    const rows = await tx.query(
      `INSERT INTO till_acts (kiosk_id, uuid, act, body_hash, answer) VALUES ($1, $2, 'call_off', '', 'null')
       ON CONFLICT DO NOTHING RETURNING uuid`,
      [atTill(actor).kioskId, uuid],
    );
    if (rows.length > 0) await recordAudit(tx, actor, { action: 'call_off_sale', entity: 'till_sale', entityId: uuid });
    return rows.length > 0;
  });
  return written === true;
}

/** Ends the try that is under way at a reader, if there is one, and books what it may have taken. */
async function endTry(house: House, actor: Actor, orderId: number): Promise<Refusal | null> {
  const open = await sql(house.db).query<{ id: number }>(
    `SELECT id FROM payments WHERE order_id = $1 AND method = 'terminal' AND status = 'open'`,
    [orderId],
  );
  try {
    for (const { id } of open) await closeCheckout(house, actor, id);
    return null;
  } catch (fault) {
    if (!(fault instanceof PaymentGatewayError)) throw fault;
    return refuse('payment_unavailable');
  }
}

async function isKnown(house: House, actor: Actor, uuid: string): Promise<boolean> {
  const rows = await sql(house.db).query('SELECT FROM till_acts WHERE kiosk_id = $1 AND uuid = $2', [
    actor.kioskId,
    uuid,
  ]);
  return rows.length > 0;
}
