import type { DoorList } from '../../../server/contract/api/staff/door.ts';
import type { Refused } from '../../../server/contract/client.ts';
import type { DoorAnswer, DoorScan } from '../../../server/contract/door.ts';

/** What this device knows of a code by itself, from the list it last read and its own scans. */
export type Seen =
  | { kind: 'no_code' | 'unlisted' }
  | { kind: 'good'; row: string; number: string; ticketType: string }
  | { kind: 'in'; at: string; here: boolean };

/** One scan, from the lens to its answer. `code` without dashes, in capital letters. */
export interface Card {
  uuid: string;
  code: string;
  /** Milliseconds since the epoch, by this device. */
  at: number;
  screenings: number[];
  door: string;
  noted: boolean;
  verdict: 'asking' | 'yes' | 'no' | 'hold';
  seen: Seen;
  answer: DoorAnswer | null;
  /** The house would not look at it at all, in its words. */
  refusal: string | null;
  undone: boolean;
}

export interface DeskState {
  /** Newest first. */
  cards: Card[];
  /** Which of them is shown large. */
  shown: string | null;
  /** Whether the last question got an answer. */
  online: boolean;
  signedOut: boolean;
}

/** What the desk needs of the world. */
export interface Ports {
  ask(scan: DoorScan): Promise<DoorAnswer | Refused>;
  /** What waits for its answer, across reloads. */
  keep: { read(): Card[]; write(cards: Card[]): void };
  now(): number;
  uuid(): string;
  after(ms: number, act: () => void): void;
}

export type Listed = Map<string, DoorList['tickets'][number]>;
