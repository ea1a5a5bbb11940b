/**
 * Stripe's minor units against ours (ISO 4217). They agree but for the cases below.
 * Source: docs.stripe.com/currencies, "Zero-decimal currencies", "Three-decimal currencies" and "Special cases".
 */
import { PaymentGatewayError } from './payments.ts';

/** Stripe has no minor unit here. ISO agrees on all but MGA, whose fifths Stripe does not know. */
const ZERO_DECIMAL = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** Stripe takes thousandths, but the last digit must be 0. */
const THREE_DECIMAL = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
/** No decimals in ISO 4217; for backwards compatibility Stripe keeps two, always 00. */
const PADDED = new Set(['ISK', 'UGX']);

/** How many decimals Stripe's amounts have in this currency (any case). */
export function stripeDecimals(currency: string): 0 | 2 | 3 {
  const code = currency.toUpperCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

/**
 * ISO minor units → Stripe's. What Stripe cannot charge exactly is refused rather than rounded, because the amount
 * paid must equal the order's. Throws `PaymentGatewayError` (not retryable).
 */
export function toStripeAmount(amount: number, currency: string): number {
  const code = currency.toUpperCase();
  if (!Number.isSafeInteger(amount) || amount < 0) throw inexact(amount, code);
  if (PADDED.has(code)) return amount * 100;
  if (code === 'MGA') {
    if (amount % 100 !== 0) throw inexact(amount, code);
    return amount / 100;
  }
  if (THREE_DECIMAL.has(code) && amount % 10 !== 0) throw inexact(amount, code);
  return amount;
}

/** Stripe's minor units → ISO's. A fraction that Stripe promises never to send is a fault. */
export function fromStripeAmount(amount: number, currency: string): number {
  const code = currency.toUpperCase();
  if (code === 'MGA') return amount * 100;
  if (!PADDED.has(code)) return amount;
  if (amount % 100 !== 0) throw inexact(amount, code);
  return amount / 100;
}

function inexact(amount: number, code: string) {
  return new PaymentGatewayError(`${amount} minor units of ${code} have no exact equal at Stripe`, {
    retryable: false,
  });
}
