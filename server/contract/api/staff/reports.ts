import { z } from 'zod';
import { operation } from '../operation.ts';

const tonightScreening = z.object({
  id: z.int(),
  film: z.string(),
  hall: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  businessDate: z.string(),
  capacity: z.int(),
  sold: z.int(),
  /** Held by buyers this minute. */
  held: z.int(),
  /** Kept back by the house. */
  blocked: z.int(),
});
export type TonightScreening = z.infer<typeof tonightScreening>;

const takings = z.object({
  /** Orders paid today, by the business date of the sale, at their full totals. */
  today: z.int(),
  /** Given back today, or promised, of orders that were sales. */
  returned: z.int(),
  /** The same day last week, up to this time of day. */
  lastWeekByNow: z.int(),
  lastWeek: z.int(),
  /** The last 14 business days with today at the end; a day without sales is there with 0. */
  days: z.array(z.object({ date: z.string(), amount: z.int(), orders: z.int() })),
});
export type Takings = z.infer<typeof takings>;

const failedJob = z.object({
  id: z.string(),
  task: z.string(),
  attempts: z.int(),
  /** It will not be tried again by itself. */
  givenUp: z.boolean(),
  error: z.string(),
  since: z.string(),
});
export type FailedJob = z.infer<typeof failedJob>;

const priceHole = z.object({
  card: z.string(),
  hall: z.string(),
  /** Seat categories of the hall that no ticket type has a price for. */
  categories: z.array(z.string()),
  /** Not one seat of the hall can be sold. */
  nothing: z.boolean(),
  screenings: z.int(),
  firstAt: z.string(),
});

export interface Found<T> {
  count: number;
  list: T[];
}

const found = <T extends z.ZodType>(item: T) => z.object({ count: z.int(), list: z.array(item) });

/** Each list shows the oldest first, up to 20 of `count`. */
const attention = z.object({
  /** Opened more than 5 minutes ago, neither paid nor closed. */
  payments: found(z.object({ order: z.string(), amount: z.int(), processing: z.boolean(), since: z.string() })),
  /** Failed for good, and not made good by a later one. */
  refunds: found(z.object({ order: z.string(), amount: z.int(), failure: z.string().nullable(), since: z.string() })),
  /** Tried at least three times without success, or given up. */
  jobs: found(failedJob),
  /** Whether whoever asks may let a job run again. */
  mayRetry: z.boolean(),
  /** Waiting for more than 10 minutes. */
  letters: found(z.object({ order: z.string().nullable(), kind: z.string(), since: z.string() })),
  /** Price cards that leave seats of coming screenings unsold. */
  holes: found(priceHole),
  /** Endpoints that have failed for an hour, or were paused for it. */
  webhooks: found(
    z.object({ id: z.int(), name: z.string(), pause: z.enum(['failing', 'gone']).nullable(), since: z.string() }),
  ),
  /** Made by a till without connection, rejected, and settled by nobody. */
  cutSales: found(z.object({ id: z.int(), till: z.string(), amount: z.int(), reason: z.string(), since: z.string() })),
  /** Locked at a till after ten wrong PINs. */
  pins: found(z.object({ person: z.string(), till: z.string(), since: z.string() })),
});
export type Attention = z.infer<typeof attention>;

/** What the dashboard shows. Instants are RFC 3339, dates `YYYY-MM-DD`, amounts minor units of `currency`. */
const tonight = z.object({
  asOf: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  businessDate: z.string(),
  /** On sale this business day, in the order in which they start. */
  screenings: z.array(tonightScreening),
  /** Null: whoever asks may not see money. */
  takings: takings.nullable(),
  /** Null: whoever asks may not mend what is wrong. */
  attention: attention.nullable(),
});
export type Tonight = z.infer<typeof tonight>;

export const getTonight = operation({
  id: 'getTonight',
  method: 'get',
  path: '/staff/reports/tonight/',
  tag: 'Staff',
  summary: 'What is on tonight, what was taken, what needs a hand',
  who: 'staff',
  answer: tonight,
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
