import { z } from 'zod';
import { operation, shapeOf } from '../operation.ts';

/** What the dashboard shows. Instants are RFC 3339, dates `YYYY-MM-DD`, amounts minor units of `currency`. */
export interface Tonight {
  asOf: string;
  timeZone: string;
  currency: string;
  businessDate: string;
  /** On sale this business day, in the order in which they start. */
  screenings: TonightScreening[];
  /** Null: whoever asks may not see money. */
  takings: Takings | null;
  /** Null: whoever asks may not mend what is wrong. */
  attention: Attention | null;
}

export interface TonightScreening {
  id: number;
  film: string;
  hall: string;
  startsAt: string;
  endsAt: string;
  businessDate: string;
  capacity: number;
  sold: number;
  /** Held by buyers this minute. */
  held: number;
  /** Kept back by the house. */
  blocked: number;
}

export interface Takings {
  /** Orders paid today, by the business date of the sale, at their full totals. */
  today: number;
  /** Given back today, or promised, of orders that were sales. */
  returned: number;
  /** The same day last week, up to this time of day. */
  lastWeekByNow: number;
  lastWeek: number;
  /** The last 14 business days with today at the end; a day without sales is there with 0. */
  days: { date: string; amount: number; orders: number }[];
}

/** Each list shows the oldest first, up to 20 of `count`. */
export interface Attention {
  /** Opened more than 5 minutes ago, neither paid nor closed. */
  payments: Found<{ order: string; amount: number; processing: boolean; since: string }>;
  /** Failed for good, and not made good by a later one. */
  refunds: Found<{ order: string; amount: number; failure: string | null; since: string }>;
  /** Tried at least three times without success, or given up. */
  jobs: Found<FailedJob>;
  /** Whether whoever asks may let a job run again. */
  mayRetry: boolean;
  /** Waiting for more than 10 minutes. */
  letters: Found<{ order: string | null; kind: string; since: string }>;
  /** Price cards that leave seats of coming screenings unsold. */
  holes: Found<PriceHole>;
  /** Endpoints that have failed for an hour, or were paused for it. */
  webhooks: Found<{ id: number; name: string; pause: 'failing' | 'gone' | null; since: string }>;
  /** Made by a till without connection, rejected, and settled by nobody. */
  cutSales: Found<{ id: number; till: string; amount: number; reason: string; since: string }>;
  /** Locked at a till after ten wrong PINs. */
  pins: Found<{ person: string; till: string; since: string }>;
}

export interface Found<T> {
  count: number;
  list: T[];
}

export interface FailedJob {
  id: string;
  task: string;
  attempts: number;
  /** It will not be tried again by itself. */
  givenUp: boolean;
  error: string;
  since: string;
}

export interface PriceHole {
  card: string;
  hall: string;
  /** Seat categories of the hall that no ticket type has a price for. */
  categories: string[];
  /** Not one seat of the hall can be sold. */
  nothing: boolean;
  screenings: number;
  firstAt: string;
}

export const getTonight = operation({
  id: 'getTonight',
  method: 'get',
  path: '/staff/reports/tonight/',
  tag: 'Staff',
  summary: 'What is on tonight, what was taken, what needs a hand',
  who: 'staff',
  answer: shapeOf<Tonight>('Tonight'),
});

export const retryJob = operation({
  id: 'retryJob',
  method: 'post',
  path: '/staff/jobs/{id}/retry/',
  tag: 'Staff',
  summary: 'Let a job that has failed run again now',
  who: 'staff',
  params: { id: z.string().regex(/^[1-9]\d{0,17}$/) },
  status: 200,
  answer: z.object({ id: z.string() }),
});
