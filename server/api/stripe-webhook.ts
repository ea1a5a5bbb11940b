import express, { type Router } from 'express';
import { faultWords } from '../contract/words/en/refusals.ts';
import type { Deps } from '../deps.ts';
import { handlePaymentEvent } from '../domain/payments/handle-payment-event.ts';
import { logFault } from '../http/faults.ts';
import { invalid } from './parse.ts';
import { sendRefusal } from './refusals.ts';
import { resource } from './reply.ts';

/**
 * The processor's events. The signature is over the raw bytes, so nothing parses them before. Whatever fails on our
 * side answers 503, and the processor sends the event again.
 */
export function installStripeWebhook(router: Router, deps: Deps): void {
  resource(router, '/stripe/webhook', {
    post: [
      express.raw({ type: () => true, limit: '1mb' }),
      async (req, res) => {
        const raw = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
        const event = deps.payments.readWebhook(raw, req.get('stripe-signature'));
        if (!event) {
          return sendRefusal(res, invalid([{ path: 'Stripe-Signature', message: 'does not match the body' }]));
        }
        try {
          await handlePaymentEvent(deps, event);
        } catch (fault) {
          logFault(deps.log, fault, res.locals.requestId);
          res.status(503).json({ code: 'internal', message: faultWords });
          return;
        }
        res.json({ received: true });
      },
    ],
  });
}
