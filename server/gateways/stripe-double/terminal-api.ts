import type { Express, Request, Response } from 'express';
import type { Desk } from './desk.ts';
import { type FormFields, readForm } from './form.ts';
import { check, intentParams, presentParams, processParams, readerListParams } from './params.ts';
import { actOnCard, cancelIntent, clear, lastOn, openIntent, present, readerLabels, readerOf } from './readers.ts';
import type { AnyRecord, ReaderRecord } from './record.ts';
import { invalid } from './refusal.ts';

interface Counter {
  desk: Desk;
  /** The same key gets the same answer. */
  once(req: Request, res: Response, work: (form: FormFields) => { record: AnyRecord; body: unknown }): void;
  intent(id: string): AnyRecord;
}

/** Stripe Terminal, server-driven, as far as Foyer calls it. Source: docs.stripe.com/api/terminal/readers. */
export function terminalApi(app: Express, { desk, once, intent }: Counter): void {
  const payment = (id: string): ReaderRecord => {
    const record = intent(id);
    if (record.session)
      throw invalid('This PaymentIntent does not take card_present.', { code: 'payment_intent_invalid_parameter' });
    return record;
  };

  app.post('/v1/payment_intents', (req, res) => {
    once(req, res, (form) => {
      const record = openIntent(desk, check(intentParams, form));
      return { record, body: record.intent };
    });
  });
  app.post('/v1/payment_intents/:id/cancel', (req, res) => {
    once(req, res, () => {
      const record = payment(req.params.id);
      cancelIntent(desk, record);
      return { record, body: record.intent };
    });
  });
  app.get('/v1/terminal/readers', (req, res) => {
    check(readerListParams, readForm(new URL(req.originalUrl, 'http://double').search));
    const data = Object.keys(readerLabels).map((id) => readerOf(desk, id));
    res.json({ object: 'list', data, has_more: false, url: '/v1/terminal/readers' });
  });
  app.get('/v1/terminal/readers/:id', (req, res) => {
    res.json(readerOf(desk, req.params.id));
  });
  app.post('/v1/terminal/readers/:id/process_payment_intent', (req, res) => {
    once(req, res, (form) => {
      const record = payment(check(processParams, form).payment_intent);
      present(desk, req.params.id, record);
      desk.save(record);
      return { record, body: readerOf(desk, req.params.id) };
    });
  });
  app.post('/v1/terminal/readers/:id/cancel_action', (req, res) => {
    const record = lastOn(desk, req.params.id);
    if (record) {
      clear(record);
      desk.save(record);
    }
    res.json(readerOf(desk, req.params.id));
  });
  app.post('/v1/test_helpers/terminal/readers/:id/present_payment_method', (req, res) => {
    const record = lastOn(desk, req.params.id);
    if (record?.action?.status !== 'in_progress') throw invalid('The reader has no action in progress.');
    once(req, res, (form) => {
      const declined = check(presentParams, form).card_present?.number?.endsWith('0002') === true;
      actOnCard(desk, record, declined ? 'decline' : 'tap');
      desk.save(record);
      return { record, body: readerOf(desk, req.params.id) };
    });
  });
}
