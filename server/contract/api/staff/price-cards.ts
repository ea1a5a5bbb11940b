import { z } from 'zod';

/** What the grid of price cards shows. Amounts in minor units of `currency`. */
export interface PriceCardBoard {
  currency: string;
  ticketTypes: { code: string; name: string }[];
  categories: { code: string; name: string; color: string; shape: string }[];
  cards: PriceCardView[];
  mayChange: boolean;
}

export interface PriceCardView {
  code: string;
  name: string;
  entries: PriceEntry[];
  /** Coming screenings that sell by it. */
  screenings: number;
  /** Of everything above that a save would overwrite: a save says which state it has seen. */
  revision: string;
}

const priceEntry = z.strictObject({
  ticketType: z.string().min(1).max(100),
  category: z.string().min(1).max(100),
  amount: z.int().min(0).max(1_000_000_000),
});
export type PriceEntry = z.infer<typeof priceEntry>;

const name = z.string().trim().min(1).max(80);
const entries = z.array(priceEntry).max(2_000);

export const newPriceCard = z.strictObject({ name, entries });
export const changedPriceCard = z.strictObject({ name, entries, seen: z.string().max(64) });
