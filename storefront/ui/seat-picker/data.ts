import type { SeatTaste } from '../../../server/contract/seat-rules.ts';
import type { SeatCategory, SeatPlan } from '../../../server/contract/seats.ts';
import type { Words } from '../../../server/contract/words/words.ts';

/** Everything the picker stands on, as it travels with the page (JSON). */
export interface SeatPickerData {
  screeningId: number;
  plan: SeatPlan;
  categories: SeatCategory[];
  /** One symbol per seat in plan order, and the feed's version they belong to. */
  symbols: string;
  version: number;
  accessibleReleased: boolean;
  /** Of the signed-in customer, for the best seats. */
  taste: SeatTaste | null;
  /** Of the usual ticket type, by category id, in minor units. */
  prices: Record<string, number>;
  currency: string;
  /** Of one order. */
  maxSeats: number;
  holdMinutes: number;
  /** Ids chosen before the page was sent. */
  selected: number[];
  notice: Notice | null;
}

/** What the house says about a choice, and a better one if it knows one. */
export interface Notice {
  tone: 'good' | 'warn' | 'bad';
  text: string;
  offer?: { seats: number[]; label: string };
}

export type PickerWords = Pick<Words, 'seats' | 'refusals'>;
