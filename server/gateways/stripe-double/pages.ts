import express, { type Response, Router } from 'express';
import { sendDemoPage } from '../demo-page.ts';
import type { Desk } from './desk.ts';
import { closedPage, openPage, pageStyle } from './page-view.ts';
import { words } from './page-words.ts';
import { attempt, type Choice } from './pay.ts';
import type { CheckoutRecord } from './record.ts';
import { settleDue } from './ticker.ts';

const CHOICES: Choice[] = ['pay', 'decline', 'later', 'later_fails', 'refund_stalls', 'refund_bounces'];

/** `/pay/:session`: the hosted payment page. The customer never waits for the webhook. */
export function paymentPages(desk: Desk): Router {
  const router = Router();

  router.get('/pay/:id', (req, res) => {
    show(res, recordOf(req.params.id));
  });

  router.post('/pay/:id', express.urlencoded({ extended: false, limit: '4kb' }), (req, res) => {
    const record = recordOf(req.params.id);
    const choice = CHOICES.find((one) => one === req.body?.choice);
    if (!record || !choice || record.session.status !== 'open') return show(res, record);
    attempt(desk, record, choice);
    desk.save(record);
    const { id, success_url: success } = record.session;
    if (record.session.status !== 'complete' || success === null) return res.redirect(303, `${req.baseUrl}/pay/${id}`);
    res.redirect(303, success.replaceAll('{CHECKOUT_SESSION_ID}', id));
  });

  return router;

  function recordOf(id: string): CheckoutRecord | undefined {
    const record = desk.store.bySession(id);
    if (record && settleDue(desk, record)) desk.save(record);
    return record;
  }

  function show(res: Response, record: CheckoutRecord | undefined): void {
    const frame = { notice: words.notice, style: pageStyle };
    if (record?.session.status === 'open') {
      sendDemoPage(res, { ...frame, title: words.title, body: openPage(record, desk.now()) });
      return;
    }
    const { said, way, status } = closing(record);
    sendDemoPage(res, { ...frame, title: said.title, body: closedPage(said, way), status });
  }
}

function closing(record: CheckoutRecord | undefined) {
  const back = { href: record?.session.cancel_url ?? '/', text: words.back };
  if (!record) return { said: words.closed.unknown, way: back, status: 404 };
  const { id, status, payment_status: paid, success_url: success } = record.session;
  if (status === 'expired') return { said: words.closed.expired, way: back, status: 410 };
  const order = { href: success?.replaceAll('{CHECKOUT_SESSION_ID}', id) ?? '/', text: words.toOrder };
  if (paid === 'paid') return { said: words.closed.paid, way: order, status: 200 };
  const waiting = record.pending.length > 0;
  return { said: waiting ? words.closed.onItsWay : words.closed.failed, way: order, status: 200 };
}
