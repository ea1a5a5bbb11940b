import express from 'express';
import { stripeWebhook } from '../contract/api/stripe.ts';
import { handlePaymentEvent } from '../domain/payments/handle-payment-event.ts';
import { AskAgain } from '../http/faults.ts';
import { invalid } from './parse.ts';
import { type Api, serve } from './serve.ts';

/** The processor's events. The signature is over the raw bytes, so nothing parses them before. */
export function installStripeWebhook(api: Api): void {
  const { deps } = api;
  const bytes = express.raw({ type: () => true, limit: stripeWebhook.largest });
  serve(
    api,
    stripeWebhook,
    async ({ req }) => {
      const raw = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      const event = deps.payments.readWebhook(raw, req.get('stripe-signature'));
      if (!event) return invalid([{ path: 'Stripe-Signature', message: 'does not match the body' }]);
      if (event.kind === 'unreadable') {
        deps.log.error(
          { event: event.id, type: event.type, why: event.why },
          'an event of Stripe makes no sense; it is left alone',
        );
      }
      await handlePaymentEvent(deps, event).catch((fault) => {
        throw new AskAgain(fault);
      });
      return { received: true };
    },
    [bytes],
  );
}
