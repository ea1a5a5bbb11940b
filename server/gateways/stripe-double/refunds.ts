import type Stripe from 'stripe';
import { type Desk, emit, seconds } from './desk.ts';
import type { RefundParams } from './params.ts';
import type { AnyRecord } from './record.ts';
import { invalid } from './refusal.ts';
import { newRefund } from './shapes.ts';

/** Throws an `ApiRefusal` when there is no payment, or not that much of it left. */
export function refund(desk: Desk, record: AnyRecord, params: RefundParams): Stripe.Refund {
  const { charge } = record;
  if (!charge) {
    throw invalid(`This PaymentIntent (${params.payment_intent}) does not have a successful charge to refund.`);
  }
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  const amount = params.amount ?? left;
  if (amount > left) {
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`, {
      param: 'amount',
    });
  }
  const stalls = record.refundsGo === 'stalls';
  const made = newRefund(
    charge,
    {
      amount,
      reason: params.reason ?? null,
      metadata: { ...params.metadata },
      status: stalls ? 'pending' : 'succeeded',
    },
    seconds(desk),
  );
  record.refunds.push(made);
  if (record.refundsGo !== 'through') {
    const status = stalls ? 'succeeded' : 'failed';
    record.pending.push({ at: desk.now() + desk.laterMs, what: { refund: made.id, status } });
  }
  recount(record, charge);
  emit(desk, record, 'refund.created', made);
  emit(desk, record, 'charge.refunded', charge);
  return made;
}

/** A refund that changes its mind later: a pending one goes through, or the bank sends one back. */
export function settleRefund(desk: Desk, record: AnyRecord, id: string, status: string): void {
  const found = record.refunds.find((one) => one.id === id);
  if (!found || !record.charge) return;
  found.status = status;
  if (status === 'failed') found.failure_reason = 'expired_or_canceled_card';
  recount(record, record.charge);
  emit(desk, record, 'refund.updated', found);
  emit(desk, record, 'charge.refund.updated', found);
  if (status === 'failed') emit(desk, record, 'refund.failed', found);
}

function recount(record: AnyRecord, charge: Stripe.Charge): void {
  charge.amount_refunded = record.refunds
    .filter((one) => one.status !== 'failed')
    .reduce((sum, one) => sum + one.amount, 0);
  charge.refunded = charge.amount_refunded === charge.amount;
}
