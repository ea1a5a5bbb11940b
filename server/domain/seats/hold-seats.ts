import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { judgeChoice, seatById } from '../../contract/seat-rules.ts';
import { seatLabel } from '../../contract/seats.ts';
import { type Sql, sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { publicFloor, readFloor, type ScreeningFloor } from './load-floor.ts';
import { turnstile } from './turnstile.ts';

export interface HoldInput {
  screeningId: number;
  seats: readonly number[];
  /** A clerk's word against the orphan rule. */
  override?: boolean;
  /** Seats that the same party has already. */
  beside?: readonly number[];
}

export interface Hold {
  id: number;
  expiresAt: Date;
  capAt: Date;
}

/** Each takes a connection: half of them stay for others. */
const throughTurnstile = turnstile(8);

/** Claims all of the seats for the cinema's hold time, or none (rules 4, 5, 10, 11). */
export async function holdSeats(house: House, actor: Actor, input: HoldInput): Promise<Hold | Refusal> {
  const judge = () => judgeSeats(house, actor, input);
  const no = denied(actor, 'hold_seats') ?? (await judge());
  if (no) return no;
  return throughTurnstile(house.db, input.screeningId, async (waited) => {
    const hold = (waited ? await judge() : null) ?? (await claimHold(sql(house.db), house, actor, input));
    if (!isRefusal(hold)) house.seatsChanged(input.screeningId, input.seats);
    return hold;
  });
}

/** The claim itself, of a choice that was judged; in the caller's transaction, if it has one. */
export async function claimHold(tx: Sql, house: House, actor: Actor, input: HoldInput): Promise<Hold | Refusal> {
  const [outcome] = await tx.query<{
    refusal: string | null;
    seats: number[] | null;
    hold_id: number;
    expires_at: Date;
    cap_at: Date;
  }>({ name: 'hold_seats', text: 'SELECT * FROM hold_seats($1, $2, $3, $4, $5, $6, $7, $8, $9)' }, [
    input.screeningId,
    input.seats,
    actor.buyer,
    actor.channel,
    actor.kind,
    actor.userId,
    actor.requestId,
    actor.address,
    actor.kioskId ?? null,
  ]);
  if (!outcome) throw new Error('hold_seats answered nothing');
  if (outcome.refusal) return seatRefusal(house, input.screeningId, outcome.refusal, outcome.seats, tx);
  return { id: outcome.hold_id, expiresAt: outcome.expires_at, capAt: outcome.cap_at };
}

/** What can be said of a choice before anything is written. The database has the last word all the same. */
export function judgeSeats(house: House, actor: Actor, input: HoldInput): Promise<Refusal | null> {
  return judgeOn(sql(house.db), house, actor, input, () =>
    publicFloor(house, input.screeningId, actor.kioskId ?? null),
  );
}

/** The same, as the caller's transaction sees the floor; `look` for one who knows of seats that are about to be free. */
export async function judgeOn(
  tx: Sql,
  house: House,
  actor: Actor,
  input: HoldInput,
  look = () => readFloor(tx, house.db, input.screeningId, actor.kioskId ?? null),
): Promise<Refusal | null> {
  const { seats } = input;
  if (seats.length === 0) return refuse('invalid_request', { reason: 'no seats' });
  const twice = seats.filter((id, i) => seats.indexOf(id) !== i);
  if (twice.length > 0) return refuse('duplicate_seat', { seats: [...new Set(twice)] });
  const floor = await look();
  if (!floor) return refuse('not_found');
  const unknown = seats.filter((id) => !seatById(floor.plan, id));
  if (unknown.length > 0) return refuse('unknown_seat', { seats: unknown });
  const taken = seats.filter((id) => stateOf(floor, id) !== 'free');
  if (taken.length > 0) return whyClosed(floor, actor) ?? takenRefusal(floor, taken);
  const override = input.override === true && ['kiosk', 'office'].includes(actor.channel);
  const broken = judgeChoice(floor, seats, input.beside);
  if (!broken || (override && broken.refused === 'orphan_seat')) return null;
  return whyClosed(floor, actor) ?? named(floor, broken);
}

/** A refusal of the seat functions, with the seats by name; `tx` where one is open. */
export async function seatRefusal(
  house: House,
  screeningId: number,
  code: string,
  seats: number[] | null,
  tx?: Sql,
): Promise<Refusal> {
  if (code === 'not_found' || !seats) return refuse(code as Refusal['refused']);
  const floor = await (tx ? readFloor(tx, house.db, screeningId, null) : publicFloor(house, screeningId));
  return floor ? named(floor, refuse(code as Refusal['refused'], { seats })) : refuse('not_found');
}

function takenRefusal(floor: ScreeningFloor, seats: number[]): Refusal {
  return named(floor, refuse('seat_taken', { seats }));
}

/** Adds the labels that people read (`F7`) to the ids in `seats` and `better`. */
function named(floor: ScreeningFloor, refusal: Refusal): Refusal {
  const labels = (ids: unknown) =>
    (Array.isArray(ids) ? ids : [])
      .map((id: number) => seatById(floor.plan, id))
      .filter((seat) => seat !== undefined)
      .map(seatLabel);
  const { seats, better } = refusal.details;
  return refuse(refusal.refused, {
    ...refusal.details,
    labels: labels(seats),
    ...(better ? { betterLabels: labels(better) } : {}),
  });
}

function stateOf(floor: ScreeningFloor, id: number) {
  const seat = seatById(floor.plan, id);
  return seat ? floor.states[seat.ordinal] : undefined;
}

/** A closed or cancelled screening is the better reason than a seat of it. */
function whyClosed({ closed }: ScreeningFloor, { channel }: Actor): Refusal | null {
  const code = channel === 'kiosk' || channel === 'office' ? closed.toStaff : closed.toPublic;
  return code && refuse(code);
}
