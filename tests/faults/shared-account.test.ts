import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { toEvent } from '../../server/gateways/stripe-shapes.ts';

test.each(['4000000000', '9007199254740993', '0', '-1', 'A-17', ''])(
  'An order numbered %j by another system on the same account is none of ours',
  (orderId) => {
    const session = { id: 'cs_1', mode: 'payment', status: 'complete', payment_status: 'paid', currency: 'uah' };
    const object = {
      ...session,
      amount_total: 100,
      payment_intent: 'pi_1',
      expires_at: 1,
      metadata: { order_id: orderId },
    };
    const event = { id: 'evt_1', type: 'checkout.session.completed', data: { object } } as unknown as Stripe.Event;
    expect(toEvent(event)).toMatchObject({ kind: 'checkout_completed', checkout: { orderId: null } });
  },
);
