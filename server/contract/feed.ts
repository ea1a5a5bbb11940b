import { z } from 'zod';
import { id } from './api/common.ts';

/**
 * The live feed: Socket.IO, namespace `/seats`. `states` has one symbol per seat in plan order (`seats.ts`). Versions
 * count up by one per message; a client that sees a gap, or reconnects, watches again.
 */
export const watchRequest = z.strictObject({ session: id });

export interface SeatSnapshot {
  version: number;
  states: string;
}

export interface SeatDelta {
  session: number;
  version: number;
  /** `[index in plan order, symbol]`. */
  changes: [number, string][];
}

export type WatchAnswer = SeatSnapshot | { error: { code: string; message: string } };

export interface ClientEvents {
  watch: (request: { session: number }, answer: (answer: WatchAnswer) => void) => void;
  unwatch: (request: { session: number }) => void;
}

export interface ServerEvents {
  seats: (delta: SeatDelta) => void;
}

/** `/staff/seats`, for logins of staff: the same, and word that who sits where may have changed. */
export interface StaffServerEvents extends ServerEvents {
  changed: (what: { session: number }) => void;
}
