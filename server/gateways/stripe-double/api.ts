import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { Desk } from './desk.ts';
import type { CallFault } from './faults.ts';
import { type FormFields, readForm } from './form.ts';
import { newId } from './ids.ts';
import { check, refundListParams, refundParams, sessionParams } from './params.ts';
import type { AnyRecord, CheckoutRecord } from './record.ts';
import { refund } from './refunds.ts';
import { ApiRefusal, invalid, missing } from './refusal.ts';
import { expireSession, openSession } from './sessions.ts';
import { terminalApi } from './terminal-api.ts';
import { settleDue } from './ticker.ts';

const KEY_LIFE_MS = 24 * 3600 * 1000;

/** Stripe's HTTP API, as far as Foyer calls it. Source: docs.stripe.com/api. */
export function stripeApi(desk: Desk, nextFault: () => CallFault | undefined): Express {
  const { store } = desk;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.text({ type: () => true, limit: '1mb' }));

  app.use(async (req, res, next) => {
    res.set('Request-Id', newId('req_', 14));
    res.set('Stripe-Version', req.get('stripe-version') ?? '2026-10-28.endive');
    const fault = nextFault();
    if (fault === 'cut') return void req.socket.destroy();
    if (fault === 'fail') throw new ApiRefusal(500, { type: 'api_error', message: 'Something went wrong at Stripe.' });
    if (fault === 'lose_answer') res.json = () => res.destroy();
    else if (fault) await sleep(fault.slowMs);
    authenticate(req, store.secrets.secretKey);
    next();
  });

  app.post('/v1/checkout/sessions', (req, res) => {
    once(req, res, (form) => {
      const record = openSession(desk, check(sessionParams, form));
      return { record, body: record.session };
    });
  });
  app.get('/v1/checkout/sessions/:id', (req, res) => {
    res.json(session(req.params.id).session);
  });
  app.post('/v1/checkout/sessions/:id/expire', (req, res) => {
    once(req, res, () => {
      const record = session(req.params.id);
      expireSession(desk, record);
      return { record, body: record.session };
    });
  });
  app.get('/v1/payment_intents/:id', (req, res) => {
    res.json(found(store.byIntent(req.params.id), 'payment_intent', req.params.id, 'intent', 404).intent);
  });
  terminalApi(app, { desk, once, intent: (id) => found(store.byIntent(id), 'payment_intent', id, 'intent', 404) });
  app.post('/v1/refunds', (req, res) => {
    once(req, res, (form) => {
      const params = check(refundParams, form);
      const id = params.payment_intent;
      const record = found(store.byIntent(id), 'payment_intent', id, 'payment_intent', 400);
      return { record, body: refund(desk, record, params) };
    });
  });
  app.get('/v1/refunds', (req, res) => {
    const { payment_intent: id } = check(refundListParams, readForm(new URL(req.originalUrl, 'http://double').search));
    const { refunds } = found(store.byIntent(id), 'payment_intent', id, 'payment_intent', 400);
    res.json({ object: 'list', data: refunds.toReversed(), has_more: false, url: '/v1/refunds' });
  });
  app.get('/v1/refunds/:id', (req, res) => {
    const { id } = req.params;
    res.json(found(store.byRefund(id), 'refund', id, 'refund', 404).refunds.find((one) => one.id === id));
  });

  app.use((req) => {
    const message = `Unrecognized request URL (${req.method}: ${req.path}).`;
    throw invalid(message, {}, 404);
  });
  app.use(answerRefusal);
  return app;

  function session(id: string): CheckoutRecord {
    return found(store.bySession(id), 'checkout.session', id, 'session', 404);
  }

  function found<R extends AnyRecord>(
    record: R | undefined,
    what: string,
    id: string,
    param: string,
    status: 400 | 404,
  ): R {
    if (!record) throw missing(what, id, param, status);
    if (settleDue(desk, record)) desk.save(record);
    return record;
  }

  /** The same key with the same parameters gets the same answer for a day. Only success is remembered. */
  function once(req: Request, res: Response, work: (form: FormFields) => { record: AnyRecord; body: unknown }): void {
    const text = typeof req.body === 'string' ? req.body : '';
    const key = req.get('idempotency-key');
    const request = createHash('sha256').update(`${req.method} ${req.path}\n${text}`).digest('hex');
    const earlier = key === undefined ? undefined : store.byKey(key)?.answers[key];
    if (key !== undefined) res.set('Idempotency-Key', key);
    if (earlier && earlier.at > desk.now() - KEY_LIFE_MS) {
      if (earlier.request !== request) {
        const message =
          'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
          `Try using a key other than '${key}' if you meant to execute a different request.`;
        throw new ApiRefusal(400, { type: 'idempotency_error', message });
      }
      res.set({ 'Idempotent-Replayed': 'true', 'Original-Request': earlier.requestId });
      res.json(earlier.body);
      return;
    }
    const { record, body } = work(readForm(text));
    const answer = structuredClone(body);
    const requestId = res.get('Request-Id') ?? '';
    if (key !== undefined) record.answers[key] = { at: desk.now(), request, requestId, body: answer };
    desk.save(record);
    res.json(answer);
  }
}

/** `Bearer <key>`, or the key as the user name of Basic authentication. */
function authenticate(req: Request, secretKey: string): void {
  const [scheme, credentials = ''] = (req.get('authorization') ?? '').split(' ');
  const given = scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString().replace(/:.*$/s, '') : credentials;
  if (given === '') throw invalid('You did not provide an API key.', {}, 401);
  if (!timingSafeEqual(digest(given), digest(secretKey))) {
    throw invalid(`Invalid API Key provided: ${given.slice(0, 8)}****`, {}, 401);
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const answerRefusal: ErrorRequestHandler = (error, _req, res, _next) => {
  const refusal =
    error instanceof ApiRefusal ? error : new ApiRefusal(500, { type: 'api_error', message: String(error) });
  res.status(refusal.status).json(refusal.body);
};
