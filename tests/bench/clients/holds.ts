import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { quantile } from '../spread.ts';
import { Connection, requestText } from './connection.ts';
import { Witness } from './witness.ts';

export interface HoldLoad {
  port: number;
  databaseUrl: string;
  /** One connection each. With a token they are signed in, without they are guests. */
  callers: { email: string; token: string | null }[];
  screenings: number[];
  choices: number[][];
  seconds: number;
  /** Null: a closed loop. Else so many requests are due each second, whether or not the server keeps up. */
  arrivalsPerSecond: number | null;
}

export interface HoldsDone {
  grantedPerSecond: number;
  answeredPerSecond: number;
  /** How often each answer came: `201`, `409 seat_taken`. */
  answers: Record<string, number>;
  /** Seats that two callers were granted at once: must be 0. */
  twice: number;
  /** Milliseconds from when the request was due (in a closed loop, was sent) to its answer. */
  p50: number;
  p99: number;
}

/**
 * Each caller keeps one hold at a time: before its next request the last one dies, as holds do that nobody paid, by the
 * clock. (Only that the clock is turned here: no cinema holds seats for milliseconds.) So the house is equally full
 * however fast the server is.
 */
export async function driveHolds(load: HoldLoad): Promise<HoldsDone> {
  const tide = new Tide(load.databaseUrl);
  const witness = new Witness();
  const answers: Record<string, number> = {};
  const times: number[] = [];
  const callers = load.callers.map((who) => new Caller(who, load, tide, witness));
  await Promise.all(callers.map((caller) => caller.connection.open()));
  const started = performance.now();
  const until = started + load.seconds * 1000;
  const gap = load.arrivalsPerSecond === null ? null : 1000 / load.arrivalsPerSecond;
  let due = started;
  await Promise.all(
    callers.map(async (caller) => {
      for (;;) {
        await caller.letGo();
        let dueAt = performance.now();
        if (gap !== null) {
          dueAt = due;
          due += gap;
          if (dueAt < until && dueAt > performance.now())
            await new Promise((go) => setTimeout(go, dueAt - performance.now()));
        }
        if (dueAt >= until) break;
        const answer = await caller.hold();
        times.push(performance.now() - dueAt);
        answers[answer] = (answers[answer] ?? 0) + 1;
      }
      caller.connection.close();
    }),
  );
  await tide.close();
  const lasted = (performance.now() - started) / 1000;
  return {
    grantedPerSecond: (answers['201'] ?? 0) / lasted,
    answeredPerSecond: times.length / lasted,
    answers,
    twice: witness.twice,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

class Caller {
  readonly connection: Connection;
  private readonly who: HoldLoad['callers'][number];
  private readonly load: HoldLoad;
  private readonly tide: Tide;
  private readonly witness: Witness;
  private held: Held | null = null;

  constructor(who: HoldLoad['callers'][number], load: HoldLoad, tide: Tide, witness: Witness) {
    this.who = who;
    this.load = load;
    this.tide = tide;
    this.witness = witness;
    this.connection = new Connection(load.port);
  }

  async hold(): Promise<string> {
    const { screenings, choices } = this.load;
    const session = screenings[Math.floor(Math.random() * screenings.length)] ?? 0;
    const seats = choices[Math.floor(Math.random() * choices.length)] ?? [];
    const { email, token } = this.who;
    const { status, body } = await this.connection.ask(
      requestText({
        method: 'POST',
        path: '/api/orders/',
        headers: { 'Idempotency-Key': randomUUID(), ...(token ? { Authorization: `Bearer ${token}` } : {}) },
        body: token ? { session, seats } : { session, seats, email },
      }),
    );
    const answer = JSON.parse(body.toString());
    if (status !== 201) return `${status} ${answer.code}`;
    this.held = {
      order: answer.id,
      session,
      seats: answer.tickets.map(({ seat }: { seat: { id: number } }) => seat.id),
    };
    this.witness.grant(namesOf(this.held));
    return '201';
  }

  /** The seats count as free from before the database is told, so that the witness never accuses the next caller. */
  async letGo(): Promise<void> {
    if (!this.held) return;
    const held = this.held;
    this.witness.end(namesOf(held));
    this.held = null;
    await this.tide.end(held);
  }
}

interface Held {
  order: number;
  session: number;
  seats: number[];
}

const namesOf = ({ session, seats }: Held) => seats.map((seat) => `${session}:${seat}`);

/**
 * Ends holds by the clock, those of a moment together. It is not the house's work, so nobody waits for the disk on its account,
 * as pgbench does not, which turns its clock within the next hold's commit.
 */
class Tide {
  private readonly client: pg.Client;
  private readonly ready: Promise<unknown>;
  private waiting: { held: Held; done(): void }[] = [];
  private busy = false;

  constructor(databaseUrl: string) {
    const options = '-c synchronous_commit=off -c enable_hashjoin=off -c enable_mergejoin=off';
    this.client = new pg.Client({ connectionString: databaseUrl, options });
    // Whoever waits for it hears of it.
    this.client.on('error', () => {});
    this.ready = this.client.connect();
  }

  end(held: Held): Promise<void> {
    return new Promise((done) => {
      this.waiting.push({ held, done });
      if (!this.busy) this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.busy = true;
    await this.ready;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      // In the order in which the house locks claims, so that nobody waits for the other in a circle.
      const seats = batch
        .flatMap(({ held }) => held.seats.map((seat) => [held.session, seat] as const))
        .sort(([session, seat], [otherSession, otherSeat]) => session - otherSession || seat - otherSeat);
      await this.client.query({
        name: 'tide',
        text: `WITH ended AS (
                 UPDATE holds SET expires_at = now() FROM orders WHERE orders.id = ANY ($1) AND holds.id = orders.hold_id)
               UPDATE seat_claims c SET expires_at = now() FROM unnest($2::int[], $3::int[]) held (session, seat)
                WHERE c.screening_id = held.session AND c.seat_id = held.seat`,
        values: [batch.map(({ held }) => held.order), seats.map(([session]) => session), seats.map(([, seat]) => seat)],
      });
      for (const { done } of batch) done();
    }
    this.busy = false;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
