/** Every job of the house with its payload. Jobs are safe to run twice: each asks the database what is left to do. */
export interface Tasks {
  /** Ends an order whose hold has run out, closing its checkout first. */
  expire_order: { orderId: number };
  /** Closes the payment page of an order that has ended, and books what was paid there meanwhile. */
  close_checkout: { paymentId: number };
  /**
   * Ends holds that never became orders and orders that nobody began to pay, takes up what a killed worker left, and
   * clears away what has served: claims of screenings long past, old plumbing rows.
   */
  sweep: Record<string, never>;
  /** Sends one queued letter. */
  send_mail: { key: string };
  /** Sends one queued message to a customer's Telegram. */
  send_telegram: { key: string };
  /** Reminds customers whose film begins within hours. */
  remind_customers: Record<string, never>;
  /** Sends one pending refund to the processor. */
  send_refund: { refundId: number };
  /** Asks the processor about every payment that is neither settled nor closed. */
  reconcile_payments: Record<string, never>;
  /** Sends one delivery of an outgoing webhook. */
  send_webhook: { deliveryId: number };
  /** Cancels what is left of a cancelled screening's orders. */
  cancel_screening_orders: { screeningId: number };
}

export type TaskName = keyof Tasks;
