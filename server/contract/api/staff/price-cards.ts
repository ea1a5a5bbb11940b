import { z } from 'zod';
import { operation } from '../operation.ts';

const priceEntry = z.strictObject({
  ticketType: z.string().min(1).max(100),
  category: z.string().min(1).max(100),
  amount: z.int().min(0).max(1_000_000_000),
});
export type PriceEntry = z.infer<typeof priceEntry>;

const priceCardView = z.object({
  code: z.string(),
  name: z.string(),
  entries: z.array(priceEntry),
  /** Coming screenings that sell by it. */
  screenings: z.int(),
  /** Of everything above that a save would overwrite: a save says which state it has seen. */
  revision: z.string(),
});
export type PriceCardView = z.infer<typeof priceCardView>;

/** What the grid of price cards shows. Amounts in minor units of `currency`. */
const priceCardBoard = z.object({
  currency: z.string(),
  ticketTypes: z.array(z.object({ code: z.string(), name: z.string() })),
  categories: z.array(z.object({ code: z.string(), name: z.string(), color: z.string(), shape: z.string() })),
  cards: z.array(priceCardView),
  mayChange: z.boolean(),
});
export type PriceCardBoard = z.infer<typeof priceCardBoard>;

const name = z.string().trim().min(1).max(80);
const entries = z.array(priceEntry).max(2_000);

const newPriceCard = z.strictObject({ name, entries });
const changedPriceCard = z.strictObject({ name, entries, seen: z.string().max(64) });

export const listPriceCards = operation({
  id: 'listPriceCards',
  method: 'get',
  path: '/staff/price-cards/',
  tag: 'Staff',
  summary: 'Every price card, with what it could price',
  who: 'staff',
  answer: priceCardBoard,
  refuses: ['forbidden'],
});

const saved = z.object({ code: z.string() });

export const addPriceCard = operation({
  id: 'addPriceCard',
  method: 'post',
  path: '/staff/price-cards/',
  tag: 'Staff',
  summary: 'Write a new price card',
  who: 'staff',
  body: newPriceCard,
  status: 200,
  answer: saved,
  refuses: ['not_found', 'code_taken'],
});

export const changePriceCard = operation({
  id: 'changePriceCard',
  method: 'put',
  path: '/staff/price-cards/{code}/',
  tag: 'Staff',
  summary: 'Change a price card',
  description: 'Says which state of the card was seen. Tickets sold keep their prices.',
  who: 'staff',
  params: { code: z.string().regex(/^[\w-]{1,100}$/) },
  body: changedPriceCard,
  status: 200,
  answer: saved,
  refuses: ['changed_meanwhile'],
});
