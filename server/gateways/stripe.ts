import Stripe from 'stripe';
import { type PaymentGateway, PaymentGatewayError, type RefundRequest } from './payments.ts';
import { toStripeAmount } from './stripe-amounts.ts';
import { ask, isMissing, isRefused } from './stripe-errors.ts';
import { toCheckout, toEvent, toRefund, toSessionParams } from './stripe-shapes.ts';
import { stripeTerminal } from './stripe-terminal.ts';

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** Another server that speaks Stripe's API, such as the local double. */
  api?: { host: string; port: number; protocol: 'http' | 'https' };
}

const TIMEOUT_MS = 10_000;
/** `t=…,v1=…`, no value empty: the SDK throws a fault of its own, instead of saying no, where one is. */
const signatureHeader = /^\w+=\w+(?:,\w+=\w+)+$/;

/** The card processor: Stripe Checkout through the official SDK, with its pinned API version. */
export function stripeGateway({ secretKey, webhookSecret, api }: StripeSettings): PaymentGateway {
  const stripe = new Stripe(secretKey, {
    ...api,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 2,
    telemetry: false,
  });

  return {
    async openCheckout(request) {
      const params = toSessionParams(request);
      return ask(async () =>
        toCheckout(await stripe.checkout.sessions.create(params, { idempotencyKey: request.idempotencyKey })),
      );
    },

    async findCheckout(checkoutId) {
      try {
        return await ask(async () => toCheckout(await stripe.checkout.sessions.retrieve(checkoutId)));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async expireCheckout(checkoutId) {
      try {
        return await ask(async () => toCheckout(await stripe.checkout.sessions.expire(checkoutId)));
      } catch (error) {
        // Stripe expires open sessions only and answers 400 otherwise; which end it came to, the session itself tells.
        if (!isRefused(error) || isMissing(error)) throw error;
        const checkout = await ask(async () => toCheckout(await stripe.checkout.sessions.retrieve(checkoutId)));
        if (checkout.status !== 'open') return checkout;
        throw new PaymentGatewayError(`Stripe would not yet expire ${checkoutId}`, { retryable: true, cause: error });
      }
    },

    async refund(request) {
      const amount = toStripeAmount(request.amount, request.currency);
      return ask(async () => toRefund((await earlierRefund(request)) ?? (await createRefund(request, amount))));
    },

    terminal: stripeTerminal(stripe),

    readWebhook(rawBody, signature) {
      if (!signature || !signatureHeader.test(signature)) return null;
      try {
        return toEvent(stripe.webhooks.constructEvent(rawBody, signature, webhookSecret));
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
          return null;
        throw error;
      }
    },
  };

  /**
   * Stripe forgets an idempotency key after a day, while a refund may be taken up again after a longer outage. So the
   * payment itself is asked first; a refund that failed there does not count as made.
   */
  async function earlierRefund({ paymentIntent, refundId }: RefundRequest): Promise<Stripe.Refund | undefined> {
    for await (const refund of stripe.refunds.list({ payment_intent: paymentIntent, limit: 100 })) {
      if (refund.metadata?.refund_id === String(refundId) && toRefund(refund).status !== 'failed') return refund;
    }
    return undefined;
  }

  function createRefund(request: RefundRequest, amount: number): Promise<Stripe.Refund> {
    return stripe.refunds.create(
      {
        payment_intent: request.paymentIntent,
        amount,
        reason: request.reason,
        metadata: { refund_id: String(request.refundId) },
      },
      { idempotencyKey: request.idempotencyKey },
    );
  }
}
