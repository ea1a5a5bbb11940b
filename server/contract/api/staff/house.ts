import { z } from 'zod';
import { tillHouse } from '../../till/programme.ts';
import { date, id } from '../common.ts';
import { operation } from '../operation.ts';

const seats = z.array(id).min(1).max(500);
/** One line that other staff read. */
export const reason = z.string().trim().min(3).max(200);

const houseQuery = z.strictObject({ date: date.optional() });
const blockBody = z.strictObject({ seats, reason });
const releaseBody = z.strictObject({ seats });
const cancelScreeningBody = z.strictObject({ reason });
export const moveBody = z.strictObject({
  moves: z
    .array(z.strictObject({ ticket: id, seat: id }))
    .min(1)
    .max(10),
  /** A supervisor's word: into another category at the price that was paid. */
  keepPrice: z.boolean().default(false),
});

const houseScreening = z.object({
  id: z.int(),
  film: z.string(),
  hall: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  businessDate: z.string(),
  format: z.string(),
  status: z.enum(['published', 'cancelled']),
  seatsTotal: z.int(),
  seatsFree: z.int(),
});
export type HouseScreening = z.infer<typeof houseScreening>;

/** The screenings of one business day, to choose one from. Instants are RFC 3339 everywhere in this file. */
const houseDay = z.object({
  /** Business date. */
  date: z.string(),
  today: z.string(),
  timeZone: z.string(),
  screenings: z.array(houseScreening),
});
export type HouseDay = z.infer<typeof houseDay>;

/** A living ticket. */
const houseGuest = z.object({
  ticket: z.int(),
  seat: z.int(),
  order: z.int(),
  number: z.string(),
  name: z.string().nullable(),
  ticketType: z.string(),
  /** Inside already. */
  used: z.boolean(),
});
export type HouseGuest = z.infer<typeof houseGuest>;

const houseCounts = z.object({
  total: z.int(),
  free: z.int(),
  held: z.int(),
  sold: z.int(),
  blocked: z.int(),
  inside: z.int(),
});
export type HouseCounts = z.infer<typeof houseCounts>;

/** How far the cancelling of a screening has come. */
export const cancelProgress = z.object({
  ordersLeft: z.int(),
  ordersDone: z.int(),
  /** `atTill`: paid in person, and waiting at the box office for their owners. */
  refunds: z.object({ pending: z.int(), atTill: z.int(), succeeded: z.int(), failed: z.int() }),
  lettersWaiting: z.int(),
});
export type CancelProgress = z.infer<typeof cancelProgress>;

/** One screening as its staff see it: who sits where. */
const houseView = z.object({
  screening: houseScreening.extend({ cancelReason: z.string().nullable(), over: z.boolean() }),
  timeZone: z.string(),
  plan: tillHouse.shape.plan,
  categories: tillHouse.shape.categories,
  /** One symbol per seat in plan order, as the live feed sends them. */
  states: z.string(),
  guests: z.array(houseGuest),
  holds: z.array(
    z.object({ seat: z.int(), until: z.string(), order: z.object({ id: z.int(), number: z.string() }).nullable() }),
  ),
  blocks: z.array(z.object({ seat: z.int(), reason: z.string().nullable() })),
  /** Seats that a till keeps for a cut line (rule 13), a till each; `elsewhere`: so many more of other screenings. */
  kept: z.array(
    z.object({ kiosk: z.object({ id: z.int(), name: z.string() }), seats: z.array(z.int()), elsewhere: z.int() }),
  ),
  /** How many each till keeps of this screening; `own` null: as the tills have it, `usual` unless they say otherwise. */
  allotment: z.object({ own: z.int().nullable(), usual: z.int(), tonight: z.boolean() }),
  counts: houseCounts,
  /** How far the cancelling has come; null unless the screening is cancelled. */
  progress: cancelProgress.nullable(),
  may: z.object({
    block: z.boolean(),
    move: z.boolean(),
    otherCategory: z.boolean(),
    cancel: z.boolean(),
    allot: z.boolean(),
  }),
});
export type HouseView = z.infer<typeof houseView>;

export const cancelledScreening = z.object({
  /** Holds that were no order yet; their seats are free at once. */
  holdsEnded: z.int(),
  /** Orders, pending or paid, that are cancelled and refunded one after the other. */
  ordersToCancel: z.int(),
});

export const listHouses = operation({
  id: 'listHouses',
  method: 'get',
  path: '/staff/house/',
  tag: 'Staff',
  summary: 'The screenings of a business day',
  description: 'Of today unless a date is given.',
  who: 'staff',
  query: houseQuery,
  answer: houseDay,
  refuses: ['forbidden'],
});

export const getHouse = operation({
  id: 'getHouse',
  method: 'get',
  path: '/staff/house/{id}/',
  tag: 'Staff',
  summary: 'A screening as its staff see it: who sits where',
  who: 'staff',
  answer: houseView,
  refuses: ['forbidden'],
});

export const blockSeats = operation({
  id: 'blockSeats',
  method: 'post',
  path: '/staff/house/{id}/blocks/',
  tag: 'Staff',
  summary: 'Keep seats back for the house',
  who: 'staff',
  body: blockBody,
  answer: z.object({ blocked: z.int() }),
  refuses: ['duplicate_seat', 'unknown_seat', 'seat_taken', 'screening_cancelled'],
});

export const releaseBlock = operation({
  id: 'releaseBlock',
  method: 'post',
  path: '/staff/house/{id}/blocks/release/',
  tag: 'Staff',
  summary: 'Give seats of the house free',
  who: 'staff',
  body: releaseBody,
  answer: z.object({ released: z.int() }),
  refuses: ['seat_not_blocked'],
});

export const cancelHouse = operation({
  id: 'cancelHouse',
  method: 'post',
  path: '/staff/house/{id}/cancel/',
  tag: 'Staff',
  summary: 'Call a screening off',
  description: 'Nothing of it is sold from now on; its orders are cancelled, refunded and told one after the other.',
  who: 'staff',
  body: cancelScreeningBody,
  answer: cancelledScreening,
  refuses: ['screening_cancelled'],
});
