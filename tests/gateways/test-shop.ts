import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import Stripe from 'stripe';
import { expect, vi } from 'vitest';
import type { CheckoutRequest, PaymentEvent, PaymentGateway } from '../../server/gateways/payments.ts';
import { stripeGateway } from '../../server/gateways/stripe.ts';
import { type StripeDouble, startStripeDouble } from '../../server/gateways/stripe-double/index.ts';

/** A shop around the double: mounts its page, takes its webhooks, and holds the gateway and the bare SDK. */
export interface TestShop {
  double: StripeDouble;
  gateway: PaymentGateway;
  stripe: Stripe;
  dataDir: string;
  /** Genuine events, in the order of their arrival. */
  events: PaymentEvent[];
  /** Each delivery as it came. */
  deliveries: { body: Buffer; signature: string | undefined }[];
  /** The webhook's next answers; 200 once it is empty. */
  answers: number[];
  request(changes?: Partial<CheckoutRequest>): CheckoutRequest;
  press(url: string | null, choice: string): Promise<Response>;
  until(type: string): Promise<PaymentEvent>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `laterMs`: what is to happen later at the processor does not until a test moves its clock. */
export async function openShop(laterMs = 3_600_000): Promise<TestShop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-double-'));
  const app = express();
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const publicUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

  const start = () =>
    startStripeDouble({ dataDir, webhookUrl: `${publicUrl}/hook`, publicUrl, production: false, laterMs });
  let orders = 0;
  const double = await start();
  const shop: TestShop = {
    double,
    ...clients(double),
    dataDir,
    events: [],
    deliveries: [],
    answers: [],
    request: (changes) => {
      orders += 1;
      return {
        orderId: orders,
        orderNumber: `F-${orders}`,
        expiresAt: new Date(Date.now() + 31 * 60_000),
        currency: 'UAH',
        lines: [
          { name: 'Stalker', description: 'Row F, seats 7 and 8', amount: 15_000, quantity: 2 },
          { name: 'Booking fee', description: '', amount: 500, quantity: 1 },
        ],
        email: 'guest@example.com',
        language: 'uk',
        successUrl: `${publicUrl}/thanks?checkout={CHECKOUT_SESSION_ID}`,
        cancelUrl: `${publicUrl}/checkout`,
        idempotencyKey: `open-${orders}`,
        ...changes,
      };
    },
    press: (url, choice) =>
      fetch(url ?? '', { method: 'POST', redirect: 'manual', body: new URLSearchParams({ choice }) }),
    async until(type) {
      await vi.waitFor(() => expect(shop.events.map((one) => one.type)).toContain(type), { timeout: 30_000 });
      return shop.events.find((one) => one.type === type) as PaymentEvent;
    },
    async restart() {
      await shop.double.stop();
      shop.double = await start();
      Object.assign(shop, clients(shop.double));
    },
    async close() {
      await shop.double.stop();
      server.closeAllConnections();
      server.close();
      await rm(dataDir, { recursive: true });
    },
  };

  app.use('/demo/stripe', (req, res, next) => {
    res.locals.cspNonce = 'a-nonce';
    shop.double.router(req, res, next);
  });
  app.post('/hook', express.raw({ type: () => true }), (req, res) => {
    const signature = req.get('stripe-signature');
    shop.deliveries.push({ body: req.body, signature });
    const answer = shop.answers.shift() ?? 200;
    const event = shop.gateway.readWebhook(req.body, signature);
    if (event && answer === 200) shop.events.push(event);
    res.sendStatus(event ? answer : 400);
  });
  return shop;
}

function clients(double: StripeDouble): Pick<TestShop, 'gateway' | 'stripe'> {
  return {
    gateway: stripeGateway(double),
    stripe: new Stripe(double.secretKey, { ...double.api, telemetry: false, maxNetworkRetries: 0 }),
  };
}
