import express, { type Express, type Request, type Response } from 'express';
import { isRefusal, type Refusal, type RefusalCode } from '../../server/contract/refusals.ts';
import type { Words } from '../../server/contract/words/words.ts';
import { findOrder } from '../../server/domain/orders/find-order.ts';
import { placeOrderOnHold } from '../../server/domain/orders/place-order.ts';
import { startPayment } from '../../server/domain/payments/start-payment.ts';
import { type HoldView, openHold } from '../../server/domain/seats/find-hold.ts';
import { releaseHold } from '../../server/domain/seats/release-hold.ts';
import { wordsOf } from '../../server/http/language.ts';
import { noteRefusal } from '../../server/http/note-refusal.ts';
import type { CheckoutProps } from '../views/checkout.tsx';
import { type CheckoutForm, isEmail, longestName, readCheckoutForm } from './checkout-form.ts';
import { blankForm, sendCheckout, sendHoldExpired } from './checkout-page.ts';
import { sendNotFound } from './faults.ts';
import { loginOf } from './login.ts';
import { sendOrder } from './order-page.ts';
import { customerOf, orderPath } from './own-hold.ts';
import { statusOf } from './refusal-status.ts';
import { readId } from './seat-form.ts';
import type { Shop } from './shop.ts';

const form = express.urlencoded({ extended: false, limit: '8kb', parameterLimit: 60 });

export function installCheckout(app: Express, shop: Shop): void {
  app.get('/checkout/:hold/:token', async (req, res) => {
    const hold = await holdOf(shop, req);
    if (!hold) return sendNotFound(shop, req, res);
    if (hold.orderId !== null) return res.redirect(303, await orderPath(shop, hold.orderId));
    if (!hold.lives) return sendHoldExpired(shop, req, res, hold.screeningId);
    return sendCheckout(shop, req, res, hold, { form: { ...blankForm, ...contactOf(res) } });
  });

  app.post('/checkout/:hold/:token', form, async (req, res) => {
    const hold = await holdOf(shop, req);
    if (!hold) return sendNotFound(shop, req, res);
    // Sent twice, or again after going back: on with the order of the first time.
    if (hold.orderId !== null) return goOnToPay(shop, req, res, hold.orderId);
    if (!hold.lives) return sendHoldExpired(shop, req, res, hold.screeningId);
    const sent = readCheckoutForm(req.body);
    if (sent.update) return sendCheckout(shop, req, res, hold, { form: sent });
    const words = wordsOf(req);
    const errors = errorsIn(sent, words);
    if (Object.keys(errors).length > 0) return sendCheckout(shop, req, res, hold, { form: sent, errors, status: 422 });
    const order = await placeOrderOnHold(shop.deps, customerOf(shop, req, res), {
      holdId: hold.id,
      screeningId: hold.screeningId,
      lines: hold.seats.map((seat) => ({ seat, ticketType: sent.types.get(seat) ?? null })),
      email: sent.email,
      name: sent.name || null,
      language: words.language,
      ageAcknowledged: sent.acknowledged,
    });
    if (!isRefusal(order)) return goOnToPay(shop, req, res, order.id);
    noteRefusal(res, order);
    if (order.refused === 'hold_expired') return sendHoldExpired(shop, req, res, hold.screeningId);
    return sendCheckout(shop, req, res, hold, { form: sent, errors: inWords(order, words), status: statusOf(order) });
  });

  app.post('/checkout/:hold/:token/release', async (req, res) => {
    const hold = await holdOf(shop, req);
    if (!hold) return sendNotFound(shop, req, res);
    if (hold.orderId !== null) return res.redirect(303, await orderPath(shop, hold.orderId));
    await releaseHold(shop.deps, customerOf(shop, req, res), hold.id);
    return res.redirect(303, `/sessions/${hold.screeningId}`);
  });
}

/** A signed-in customer need not say again where the tickets go. */
function contactOf(res: Response): Pick<CheckoutForm, 'email' | 'name'> {
  const { email = '', name = '' } = loginOf(res)?.person ?? {};
  return { email, name };
}

async function holdOf(shop: Shop, req: Request): Promise<HoldView | null> {
  const id = readId(req.params.hold);
  return id === null ? null : openHold(shop.deps.db, shop.deps.signer, id, String(req.params.token));
}

/** What the order itself does not show. */
const toldAtOnce: RefusalCode[] = ['payment_unavailable', 'screening_cancelled'];

/** To the payment page; where there is nothing to pay any more, to the order that says so. */
export async function goOnToPay(shop: Shop, req: Request, res: Response, orderId: number): Promise<void> {
  const started = await startPayment(shop.deps, customerOf(shop, req, res), orderId);
  if (!isRefusal(started)) return res.redirect(303, started.url);
  noteRefusal(res, started);
  if (!toldAtOnce.includes(started.refused)) return res.redirect(303, await orderPath(shop, orderId));
  const order = await findOrder(shop.deps.db, shop.deps.signer, orderId);
  if (!order) return sendNotFound(shop, req, res);
  return sendOrder(shop, req, res, order, { refusal: started });
}

function errorsIn(sent: CheckoutForm, { checkout }: Words): CheckoutProps['errors'] {
  return {
    ...(sent.email === '' && { email: checkout.emailMissing }),
    ...(sent.email !== '' && !isEmail(sent.email) && { email: checkout.emailWrong }),
    ...(sent.name.length > longestName && { name: checkout.nameTooLong }),
  };
}

function inWords(refusal: Refusal, words: Words): CheckoutProps['errors'] {
  if (refusal.refused === 'age_unacknowledged') return { acknowledged: words.checkout.acknowledgeMissing };
  if (refusal.refused === 'email_required') return { email: words.checkout.emailMissing };
  return { form: words.refusals[refusal.refused](refusal.details) };
}
