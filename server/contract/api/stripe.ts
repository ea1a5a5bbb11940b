import { z } from 'zod';
import { operation } from './operation.ts';

export const stripeWebhook = operation({
  id: 'stripeWebhook',
  method: 'post',
  path: '/stripe/webhook/',
  tag: 'Orders',
  summary: "Stripe's own door",
  description:
    "Takes Stripe's events, signed in the header `Stripe-Signature`. Whatever fails on our side answers 503, and Stripe sends the event again. One whose fields cannot be is kept, changes nothing, and is answered 200: it would be no better the next time.",
  who: 'stranger',
  limit: 'none',
  signed: true,
  largest: 1024 * 1024,
  body: z.looseObject({ id: z.string(), type: z.string() }),
  status: 200,
  answer: z.object({ received: z.boolean() }),
});
