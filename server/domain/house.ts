import type { Db } from '../db.ts';
import type { PaymentGateway } from '../gateways/payments.ts';
import type { WebhookGateway } from '../gateways/webhooks.ts';
import type { ScreeningFloor } from './seats/load-floor.ts';
import type { Signer } from './signer.ts';

/**
 * What every verb may use. It is built once (`deps.ts`) and passed on.
 *
 * Words of this domain: a *film* is shown at a *screening* in a *hall*, whose *seat plan* is a version of its layout.
 * A *hold* claims seats for minutes; an *order* turns it into *tickets*, each one *seat* at the price of its *ticket
 * type* and *seat category* on the screening's *price card*. A *claim* is whatever keeps a seat from others: a hold, a
 * sale, a house block or a kiosk's allotment. A *payment* brings money in, a *refund* takes it back. The *business
 * day* lasts past midnight.
 */
export interface House {
  db: Db;
  payments: PaymentGateway;
  /** The way to the servers of API clients. */
  webhooks: WebhookGateway;
  signer: Signer;
  /**
   * Tells the live feed of this process that a committed change touched the seats of a screening; with `held`, that it was a
   * hold on these.
   */
  seatsChanged(screeningId: number, held?: readonly number[]): void;
  /**
   * The floor that a choice is judged by, as the live feed of this process knows it: a moment old at most, with this
   * process's own holds; absent where none runs.
   */
  recentFloor?(screeningId: number): Promise<ScreeningFloor | null>;
  /** What `load` answers, which must be made of the programme alone, a moment old at most; absent where nothing is kept. */
  remember?<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Where customers find us, without a slash at the end. */
  publicUrl: string;
}
