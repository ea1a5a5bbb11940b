import type Stripe from 'stripe';
import { PaymentGatewayError, type TerminalGateway, type TerminalPayment } from './payments.ts';
import { toStripeAmount } from './stripe-amounts.ts';
import { ask, isMissing, isRefused } from './stripe-errors.ts';
import { isAbout, toTerminalPayment } from './stripe-shapes.ts';

/** Card readers through Stripe Terminal. Source: docs.stripe.com/terminal/payments/collect-card-payment (server-driven). */
export function stripeTerminal(stripe: Stripe): TerminalGateway {
  const intents = stripe.paymentIntents;
  const { readers } = stripe.terminal;

  return {
    async readers() {
      const { data } = await ask(() => readers.list({ limit: 100 }));
      return data.map(({ id, label, status }) => ({ id, label, online: status === 'online' }));
    },

    async open(request) {
      const params: Stripe.PaymentIntentCreateParams = {
        amount: toStripeAmount(request.amount, request.currency),
        currency: request.currency.toLowerCase(),
        allowed_payment_method_types: ['card_present'],
        capture_method: 'automatic',
        description: `Order ${request.orderNumber}`,
        metadata: {
          order_id: String(request.orderId),
          order_number: request.orderNumber,
          payment_id: String(request.paymentId),
        },
      };
      return ask(async () =>
        toTerminalPayment(await intents.create(params, { idempotencyKey: request.idempotencyKey }), null),
      );
    },

    async present({ paymentIntent, reader, idempotencyKey }) {
      await ask(() => readers.processPaymentIntent(reader, { payment_intent: paymentIntent }, { idempotencyKey }));
      return look(paymentIntent, reader);
    },

    async find(paymentIntent, reader) {
      try {
        return await look(paymentIntent, reader);
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async cancel(paymentIntent, reader) {
      if (reader) await clearReader(paymentIntent, reader);
      try {
        return await ask(async () => toTerminalPayment(await intents.cancel(paymentIntent), null));
      } catch (error) {
        // Stripe refuses to cancel what has ended: how, the payment itself tells.
        if (!isRefused(error)) throw error;
        const payment = await look(paymentIntent, null);
        if (payment.status === 'paid' || payment.status === 'cancelled') return payment;
        throw new PaymentGatewayError(`Stripe would not yet cancel ${paymentIntent}`, {
          retryable: true,
          cause: error,
        });
      }
    },
  };

  async function look(paymentIntent: string, reader: string | null): Promise<TerminalPayment> {
    const action = reader ? await actionOf(reader) : null;
    const intent = await ask(() => intents.retrieve(paymentIntent));
    return toTerminalPayment(intent, isAbout(action, paymentIntent) ? action : null);
  }

  async function actionOf(reader: string): Promise<Stripe.Terminal.Reader['action']> {
    const found = await ask(() => readers.retrieve(reader));
    return 'action' in found ? found.action : null;
  }

  /** A reader that shows this payment stops asking for a card; one that has gone on to another is left alone. */
  async function clearReader(paymentIntent: string, reader: string): Promise<void> {
    try {
      const action = await actionOf(reader);
      if (isAbout(action, paymentIntent) && action.status === 'in_progress')
        await ask(() => readers.cancelAction(reader));
    } catch (error) {
      // A reader that is off, gone, or in the middle of a card: cancelling the payment itself decides.
      if (!(error instanceof PaymentGatewayError)) throw error;
    }
  }
}
