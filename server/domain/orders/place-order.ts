import { createHash } from 'node:crypto';
import { wantsAcknowledgement } from '../../contract/age.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { loadSale, publicSale, type Sale } from '../pricing/load-sale.ts';
import { type Line, type QuotedLine, quote } from '../pricing/quote.ts';
import { judgeSeats, seatRefusal } from '../seats/hold-seats.ts';
import { publicFloor, type ScreeningFloor } from '../seats/load-floor.ts';
import { turnstile } from '../seats/turnstile.ts';
import { foreseen, orderAsPlaced } from './new-order.ts';
import type { ShownOrder } from './order-body.ts';
import { newOrderNumber } from './order-number.ts';
import { orderTogether } from './order-together.ts';

export interface Buyer {
  email: string | null;
  name?: string | null;
  /** BCP 47. */
  language?: string;
  /** The customer said that they know of the film's age rating; asked on the web only. */
  ageAcknowledged?: boolean;
}

export interface PlacedOrder {
  id: number;
  expiresAt: Date;
}

interface Outcome {
  refusal: string | null;
  seats: number[] | null;
  order_id: number;
  expires_at: Date;
}

export interface NewOrder extends Buyer {
  screeningId: number;
  lines: readonly Line[];
  /** A clerk's word against the orphan rule. */
  override?: boolean;
  /** The caller's Idempotency-Key: it is used up in the transaction of the order. */
  request?: KeyedRequest | null;
}

/** A request that acts at most once. */
export interface KeyedRequest {
  /** What is asked and by whom: two callers may use the same key. */
  scope: string;
  key: string;
  /** Of the body: the same key with another one is a mistake of the caller's. */
  bodyHash: string;
  /** Its first call has said nothing for so long that it must have crashed; maybe after its order. */
  crashed: boolean;
}

/** As many as go together at most: while one half is under way, the other is made ready or answered. */
const throughTurnstile = turnstile(32);

/**
 * Holds seats and places the order for them in one step: all or nothing. Throws the unique_violation of
 * `idempotent_requests_pkey`, and does nothing, where the key of `request` has its answer already.
 */
export async function placeOrder(house: House, actor: Actor, input: NewOrder): Promise<ShownOrder | Refusal> {
  const { screeningId, lines, request } = input;
  const seats = lines.map((line) => line.seat);
  const judge = async () => denied(actor, 'place_order') ?? (await judgeSeats(house, actor, { ...input, seats }));
  // What stands in the way may be this very order, placed before a crash. `hold_and_order` finds it by itself.
  const placed = async () => Boolean(request?.crashed) && isOrdered(house, requestKeyOf(actor, request));
  const no = await judge();
  if (no && !(await placed())) return no;
  return throughTurnstile(house.db, screeningId, async (waited) => {
    const priced = (waited ? await judge() : no) ?? (await priceLines(house, actor, screeningId, null, input));
    if (isRefusal(priced) && !(await placed())) return priced;
    return holdAndOrder(house, actor, input, seats, isRefusal(priced) ? null : priced);
  });
}

/** `priced` is null for one that was placed before a crash: nothing is written of it. */
async function holdAndOrder(
  house: House,
  actor: Actor,
  input: NewOrder,
  seats: number[],
  priced: Priced | null,
): Promise<ShownOrder | Refusal> {
  const { screeningId, request } = input;
  const order = { number: newOrderNumber(), email: input.email, name: input.name ?? null };
  const outcome = await orderTogether(house.db, {
    ...order,
    screening: screeningId,
    seats,
    types: priced ? typesOf(priced) : [],
    buyer: actor.buyer,
    channel: actor.channel,
    user: actor.userId,
    language: input.language ?? 'en',
    age_acknowledged: input.ageAcknowledged ?? false,
    actor: actor.kind,
    request: actor.requestId,
    address: actor.address,
    scope: request?.scope ?? null,
    key: request?.key ?? null,
    body_hash: request?.bodyHash ?? null,
    request_key: requestKeyOf(actor, request),
    shown: priced && foreseen(priced.sale, priced.floor.plan, priced.lines, order),
  });
  if (outcome.refusal) return seatRefusal(house, screeningId, outcome.refusal, outcome.seats);
  house.seatsChanged(screeningId, 'sold' in outcome.shown ? seats : undefined);
  return orderAsPlaced(outcome.shown, house.signer);
}

/** Turns a living hold into an order, at the prices of the hold. Asked twice, it finds the order of the first time. */
export async function placeOrderOnHold(
  house: House,
  actor: Actor,
  input: Buyer & { holdId: number; screeningId: number; lines: readonly Line[] },
): Promise<PlacedOrder | Refusal> {
  const no = denied(actor, 'place_order');
  if (no) return no;
  const priced = await priceLines(house, actor, input.screeningId, input.holdId, input);
  if (isRefusal(priced)) return priced;
  const [outcome] = await sql(house.db).query<Outcome>(
    {
      name: 'place_order',
      text: 'SELECT * FROM place_order($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
    },
    [
      input.holdId,
      input.lines.map((line) => line.seat),
      typesOf(priced),
      newOrderNumber(),
      actor.userId,
      input.email,
      input.name ?? null,
      input.language ?? 'en',
      input.ageAcknowledged ?? false,
      null,
      actor.kind,
      actor.requestId,
      actor.address,
    ],
  );
  if (!outcome) throw new Error('the database answered nothing to an order');
  if (outcome.refusal) return seatRefusal(house, input.screeningId, outcome.refusal, outcome.seats);
  house.seatsChanged(input.screeningId);
  return { id: outcome.order_id, expiresAt: outcome.expires_at };
}

interface Priced {
  lines: QuotedLine[];
  sale: Sale;
  floor: ScreeningFloor;
}

const typesOf = ({ lines }: Priced) => lines.map((line) => line.ticketType.id);

async function priceLines(
  house: House,
  actor: Actor,
  screeningId: number,
  holdId: number | null,
  input: Buyer & { lines: readonly Line[] },
): Promise<Priced | Refusal> {
  const [sale, floor] = await Promise.all([
    holdId === null ? publicSale(house, screeningId) : loadSale(house.db, screeningId, holdId),
    publicFloor(house, screeningId),
  ]);
  if (!sale || !floor) return refuse('not_found');
  if (!input.email && ['web', 'api'].includes(actor.channel)) return refuse('email_required');
  if (actor.channel === 'web' && wantsAcknowledgement(sale.film) && !input.ageAcknowledged) {
    return refuse('age_unacknowledged', { ageLimit: sale.film.ageLimit });
  }
  const priced = quote(sale, floor.plan, input.lines);
  return isRefusal(priced) ? priced : { lines: priced.lines, sale, floor };
}

async function isOrdered(house: House, requestKey: string | null): Promise<boolean> {
  const rows = await sql(house.db).query('SELECT FROM orders WHERE request_key = $1', [requestKey]);
  return rows.length > 0;
}

/** So that the order itself knows its request, for longer than the key is kept. */
function requestKeyOf(actor: Actor, request: KeyedRequest | null | undefined): string | null {
  if (!request) return null;
  return createHash('sha256').update(`${actor.buyer}\n${request.key} ${request.bodyHash}`).digest('base64url');
}
