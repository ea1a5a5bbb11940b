import { type Desk, emit, seconds } from './desk.ts';
import type { SessionParams } from './params.ts';
import type { CheckoutRecord } from './record.ts';
import { invalid } from './refusal.ts';
import { newSession } from './shapes.ts';

const SHORTEST_S = 30 * 60;
const LONGEST_S = 24 * 3600;

export function openSession(desk: Desk, params: SessionParams): CheckoutRecord {
  const now = seconds(desk);
  if (params.expires_at !== undefined) checkExpiry(params.expires_at - now);
  const prices = params.line_items.map((item) => item.price_data);
  if (new Set(prices.map((price) => price.currency.toLowerCase())).size > 1) {
    throw invalid('All line items must use the same currency.', { param: 'line_items' });
  }
  const total = params.line_items.reduce((sum, item) => sum + item.quantity * item.price_data.unit_amount, 0);
  if (total < 1) {
    throw invalid('The total of a Checkout Session must be greater than 0.', { code: 'amount_too_small' });
  }
  return {
    session: newSession(params, total, now, desk.page),
    lines: params.line_items.map(({ quantity, price_data: price }) => ({
      name: price.product_data.name,
      description: price.product_data.description ?? null,
      unitAmount: price.unit_amount,
      quantity,
    })),
    intentData: {
      description: params.payment_intent_data?.description ?? null,
      metadata: { ...params.payment_intent_data?.metadata },
    },
    intent: null,
    charge: null,
    refunds: [],
    refundsGo: 'through',
    pending: [],
    answers: {},
    outbox: [],
  };
}

function checkExpiry(life: number): void {
  const param = 'expires_at';
  if (life < SHORTEST_S) {
    throw invalid('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', { param });
  }
  if (life > LONGEST_S) {
    throw invalid('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', { param });
  }
}

/** Throws an `ApiRefusal` unless the session is open. */
export function expireSession(desk: Desk, record: CheckoutRecord): void {
  const { session } = record;
  if (session.status !== 'open') {
    throw invalid(
      'Only Checkout Sessions with a status in ["open"] can be expired. ' +
        `This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  session.status = 'expired';
  session.url = null;
  if (record.intent) {
    record.intent.status = 'canceled';
    record.intent.cancellation_reason = 'automatic';
    record.intent.canceled_at = seconds(desk);
  }
  emit(desk, record, 'checkout.session.expired', session);
}
