import type { KioskFacts, SignedInClerk } from '../../server/contract/till/devices.ts';
import type { Shift } from '../../server/contract/till/shifts.ts';
import type { PrinterSettings } from '../ipc-state.ts';
import type { ServerClock } from './clock.ts';
import type { Journal } from './journal/journal.ts';
import type { Link } from './link.ts';
import type { Ports } from './ports.ts';

/** What the till knows of itself at the moment. None of it decides about money or seats: that is the journal's. */
export interface Self {
  server: string | null;
  /** The device's token. */
  device: string | null;
  /** Made once by this installation. */
  instance: string;
  clerk: SignedInClerk['clerk'] | null;
  /** Null with a clerk: signed in while the line was cut. */
  clerkToken: string | null;
  locked: boolean;
  facts: KioskFacts | null;
  shift: Shift | null;
  /** When the line last came or went, by the server's clock. */
  since: string;
  printer: PrinterSettings;
  /** Sales made with the line cut that the server has taken, until somebody has read how many. */
  accepted: number;
}

/** What all parts of the engine share. */
export interface Core {
  ports: Ports;
  journal: Journal;
  link: Link;
  clock: ServerClock;
  self: Self;
  /** One at a time: deciding by what the journal says and writing the decision down is one step. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Something that the screens show is another. */
  changed(): void;
}

/** The server's clock if it was ever heard, else the machine's. */
export function timeOf(core: Pick<Core, 'clock' | 'ports'>): string {
  return core.clock.now() ?? new Date(core.ports.clock.wall()).toISOString();
}

export function oneAtATime(): Core['alone'] {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  };
}
