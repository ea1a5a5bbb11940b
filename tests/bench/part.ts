import type { Hello } from './anchors/start-hello.ts';
import type { Cinema } from './cinema.ts';
import type { Client } from './client.ts';
import type { Spread } from './spread.ts';

/** A part of the benchmark that can run alone: `npm run bench <name>`. */
export interface Part {
  name: string;
  /** Measures against `context.cinema`, and leaves nothing running. */
  run(context: Context): Promise<Figure[]>;
}

export interface Context {
  /** The product, built, seeded and serving. Opened for the whole run; parts add screenings of their own to it. */
  cinema: Cinema;
  /** The anchor of everything that is only answered: Express's "hello" on the Node that the machine has. */
  hello: Hello;
  /** The same on the Node that the product brings with it. */
  ownHello: Hello;
  /** A process that makes load, so that it costs the server nothing. */
  client: Client;
  /** Interleaved rounds of what is compared; six or more for a figure that is published. */
  rounds: number;
  /** How long each measurement of a round lasts. */
  seconds: number;
  say(line: string): void;
  /** Opens another cinema, with whatever `fill` puts into its database before the server starts. The caller closes it. */
  openCinema(fill?: (databaseUrl: string) => Promise<void>): Promise<Cinema>;
}

/** One line of the table of goals. */
export interface Figure {
  /** `hold.contended`: by which a figure is found again in another run. */
  id: string;
  what: string;
  goal: Goal;
  measured: Spread;
  /** What one should know to read the number. */
  note?: string;
}

export type Goal = ({ atLeast: number } | { atMost: number } | { below: number }) & { unit: string };

export function met({ goal, measured }: Figure): boolean {
  if ('atLeast' in goal) return measured.median >= goal.atLeast;
  return 'atMost' in goal ? measured.median <= goal.atMost : measured.median < goal.below;
}
