/** Stripe's minor units against the house's. Source: docs.stripe.com/currencies ("Minor units", "Special cases"). */
import { minorDigits } from '../contract/money.ts';
import { PaymentGatewayError } from './payments.ts';

const ZERO_DECIMAL = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** Stripe counts thousandths here, but wants the last digit to be 0. */
const THREE_DECIMAL = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/**
 * How many decimals Stripe's amounts have in this currency (any case). Two where it names no other: so also ISK and
 * UGX, which have none any more, but which it keeps as hundredths that are always 00.
 */
export function stripeDecimals(currency: string): 0 | 2 | 3 {
  const code = currency.toUpperCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

/**
 * Our minor units → Stripe's. What Stripe cannot charge exactly is refused rather than rounded, because the amount
 * paid must equal the order's. Throws `PaymentGatewayError` (not retryable).
 */
export function toStripeAmount(amount: number, currency: string): number {
  const exact = rescale(amount, minorDigits(currency), stripeDecimals(currency));
  const allowed = stripeDecimals(currency) < 3 || (exact !== null && exact % 10 === 0);
  if (exact === null || !allowed) throw inexact(amount, `${currency} cannot be charged at Stripe`);
  return exact;
}

/** PostgreSQL's `integer`, which our amounts are kept in. */
const mostKept = 2_147_483_647;

/** Stripe's minor units → ours. A fraction or a sum that we cannot express is a fault. */
export function fromStripeAmount(amount: number, currency: string): number {
  const exact = rescale(amount, stripeDecimals(currency), minorDigits(currency));
  if (exact === null || exact > mostKept) throw inexact(amount, `${currency} of Stripe cannot be expressed`);
  return exact;
}

function rescale(amount: number, from: number, to: number): number | null {
  const exact = to >= from ? amount * 10 ** (to - from) : amount / 10 ** (from - to);
  return Number.isSafeInteger(exact) ? exact : null;
}

function inexact(amount: number, what: string) {
  return new PaymentGatewayError(`${amount} minor units of ${what} exactly`, { retryable: false });
}
