import { z } from 'zod';
import type { SeatCategory, SeatPlan } from '../../seats.ts';
import { date, id } from '../common.ts';

const seats = z.array(id).min(1).max(500);
/** One line that other staff read. */
export const reason = z.string().trim().min(3).max(200);

export const houseQuery = z.strictObject({ date: date.optional() });
export const blockBody = z.strictObject({ seats, reason });
export const releaseBody = z.strictObject({ seats });
export const cancelScreeningBody = z.strictObject({ reason });
export const moveBody = z.strictObject({
  moves: z
    .array(z.strictObject({ ticket: id, seat: id }))
    .min(1)
    .max(10),
  /** A supervisor's word: into another category at the price that was paid. */
  keepPrice: z.boolean().default(false),
});

/** The screenings of one business day, to choose one from. Instants are RFC 3339 everywhere in this file. */
export interface HouseDay {
  /** Business date. */
  date: string;
  today: string;
  timeZone: string;
  screenings: HouseScreening[];
}

export interface HouseScreening {
  id: number;
  film: string;
  hall: string;
  startsAt: string;
  endsAt: string;
  businessDate: string;
  format: string;
  status: 'published' | 'cancelled';
  seatsTotal: number;
  seatsFree: number;
}

/** One screening as its staff see it: who sits where. */
export interface HouseView {
  screening: HouseScreening & { cancelReason: string | null; over: boolean };
  timeZone: string;
  plan: SeatPlan;
  categories: SeatCategory[];
  /** One symbol per seat in plan order, as the live feed sends them. */
  states: string;
  guests: HouseGuest[];
  holds: { seat: number; until: string; order: { id: number; number: string } | null }[];
  blocks: { seat: number; reason: string | null }[];
  counts: HouseCounts;
  /** How far the cancelling has come; null unless the screening is cancelled. */
  progress: CancelProgress | null;
  may: { block: boolean; move: boolean; otherCategory: boolean; cancel: boolean };
}

/** A living ticket. */
export interface HouseGuest {
  ticket: number;
  seat: number;
  order: number;
  number: string;
  name: string | null;
  ticketType: string;
  /** Inside already. */
  used: boolean;
}

export interface HouseCounts {
  total: number;
  free: number;
  held: number;
  sold: number;
  blocked: number;
  inside: number;
}

export interface CancelProgress {
  orders: number;
  /** Of those, cancelled by now. */
  done: number;
  refundsPending: number;
  /** Paid in person, so that somebody must come for the money. */
  refundsAtTill: number;
  refundsSent: number;
  refundsFailed: number;
  lettersWaiting: number;
}
