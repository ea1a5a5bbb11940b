import type { Deps } from '../deps.ts';
import { system } from '../domain/actor.ts';
import type { House } from '../domain/house.ts';
import { sendMail } from '../domain/mail/send-mail.ts';
import { cancelScreeningOrders } from '../domain/orders/cancel-order.ts';
import { expireOrder } from '../domain/orders/expire-order.ts';
import { expireUnpaid } from '../domain/orders/expire-unpaid.ts';
import { remindCustomers } from '../domain/orders/remind-customers.ts';
import { closeCheckout } from '../domain/payments/close-checkout.ts';
import { reconcilePayments } from '../domain/payments/reconcile-payments.ts';
import { clearPastScreenings } from '../domain/programme/clear-past-screenings.ts';
import { sendRefund } from '../domain/refunds/send-refund.ts';
import { expireHolds } from '../domain/seats/expire-holds.ts';
import { sendTelegram } from '../domain/telegram/send-telegram.ts';
import { sendWebhook } from '../domain/webhooks/send-webhook.ts';
import { takeUpAbandoned } from './abandoned.ts';
import { sweepPlumbing } from './sweep-plumbing.ts';
import type { TaskName, Tasks } from './tasks.ts';

/** What the jobs need of the process. */
export type JobDeps = House &
  Pick<Deps, 'mail' | 'log'> & {
    telegram?: Deps['telegram'];
    metrics?: Deps['metrics'];
  };

/** What each job calls: one verb, which asks the database what is left to do, so that running twice does no harm. */
export const handlers: { [Name in TaskName]: (deps: JobDeps, payload: Tasks[Name]) => Promise<unknown> } = {
  expire_order: (deps, { orderId }) => expireOrder(deps, system, orderId),
  close_checkout: (deps, { paymentId }) => closeCheckout(deps, system, paymentId),
  send_mail: (deps, { key }) => sendMail(deps, deps.mail, key),
  send_telegram: (deps, { key }) => sendTelegram(deps, deps.telegram ?? null, key),
  remind_customers: (deps) => remindCustomers(deps, system),
  send_refund: (deps, { refundId }) => sendRefund(deps, system, refundId),
  reconcile_payments: (deps) => reconcilePayments(deps, system),
  async sweep(deps) {
    await expireUnpaid(deps, system);
    await expireHolds(deps, system);
    await takeUpAbandoned(deps.db, { telegram: deps.telegram != null });
    await clearPastScreenings(deps, system);
    await sweepPlumbing(deps.db);
  },
  send_webhook: (deps, { deliveryId }) => sendWebhook(deps, deliveryId),
  cancel_screening_orders: (deps, { screeningId }) => cancelScreeningOrders(deps, system, screeningId),
};
