import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { dropAllotments } from '../allotments/drop-allotments.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { type Cinema, loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { tellCustomer } from '../orders/tell-customer.ts';
import { beforeChange, tellChanges } from '../webhooks/tell-screenings.ts';
import { carryTickets, seatsWithoutPlace } from './carry-tickets.ts';
import { lockFilms, lockHalls } from './lock-rooms.ts';
import { screeningInTheWay } from './overlaps.ts';
import { type Place, placeScreening } from './place-screening.ts';
import { salesOf } from './sales-of.ts';
import { instantOfStart, type Start, screeningTimes } from './screening-times.ts';
import { loadParts, partsFor } from './show-parts.ts';

export interface SoldMove {
  screeningId: number;
  /** What is left out stays. The film stays in any case: it is what the tickets are for. */
  hallId?: number | undefined;
  start?: Start | undefined;
  /** Says what would happen and leaves everything as it is. */
  preview?: boolean | undefined;
}

export interface SoldMoveReport {
  id: number;
  startsAt: Date;
  orders: number;
  tickets: number;
  /** Tickets whose seat is another one, under the same label, in another plan: their old codes fail. */
  newCodes: number;
  /** Orders with an e-mail, each written to. */
  letters: number;
}

interface Standing {
  filmId: number;
  hallId: number;
  hall: string;
  seatPlanId: number;
  seatsTotal: number;
  preShowMinutes: number;
  filmMinutes: number;
  cleaningMinutes: number;
  startsAt: Date;
  businessDate: string;
  status: string;
  begun: boolean;
}

/**
 * Moves a screening that people have bought. In its own hall every ticket keeps its seat and its code. In another hall
 * the tickets take the seats of the same label, kind and category and get new codes. Every customer is written to, and
 * may cancel until the new start.
 *
 * Refusals: `screening_has_sales` with counts while seats are held or orders pending, or where `details.unplaced`
 * seats have no counterpart; `screening_begun`, here or at the new time; `screening_cancelled`; `screening_overlap` with
 * the screening in the way; and those of `scheduleScreening`.
 */
export async function moveSoldScreening(
  house: House,
  actor: Actor,
  input: SoldMove,
): Promise<SoldMoveReport | Refusal> {
  const no = denied(actor, 'move_screening');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<SoldMoveReport | Refusal> => {
    const cinema = await loadCinema(tx);
    // A preview is the real thing, taken back.
    await tx.query('SAVEPOINT before_move');
    const moved = await move(tx, house, actor, cinema, input);
    if (input.preview && !isRefusal(moved)) await tx.query('ROLLBACK TO SAVEPOINT before_move');
    return moved;
  });
}

async function move(
  tx: Tx,
  house: House,
  actor: Actor,
  cinema: Cinema,
  { screeningId: id, hallId, start, preview }: SoldMove,
): Promise<SoldMoveReport | Refusal> {
  const orders = await lockOrders(tx, id);
  const before = await lockScreening(tx, id, hallId);
  if (isRefusal(before)) return before;
  const startsAt = start ? instantOfStart(start, cinema) : before.startsAt;
  if (isRefusal(startsAt)) return startsAt;
  // Nobody can be written to about a show that they have missed by then.
  if (startsAt <= new Date()) return refuse('screening_begun', { there: true });

  const sales = await salesOf(tx, id);
  const late = (await ordersOf(tx, id)).filter((order) => !orders.has(order));
  if (sales.held + sales.orders + late.length > 0) return refuse('screening_has_sales', { ...sales });
  const place = await placeFor(tx, cinema, before, { hallId: hallId ?? before.hallId, startsAt });
  if (isRefusal(place)) return place;
  if (place.seatPlanId !== before.seatPlanId) await dropAllotments(tx, id);
  const unplaced = await seatsWithoutPlace(tx, id, place.seatPlanId);
  if (unplaced > 0) return refuse('screening_has_sales', { ...sales, unplaced });
  const inTheWay = await screeningInTheWay(tx, place, cinema.timeZone, id);
  if (inTheWay) return refuse('screening_overlap', { screening: inTheWay });

  const known = await beforeChange(tx, [id]);
  await placeScreening(tx, id, place);
  const newCodes = place.seatPlanId === before.seatPlanId ? 0 : await carryTickets(tx, id, place.seatPlanId);
  const from = { startsAt: before.startsAt, businessDate: before.businessDate, hall: before.hall };
  const [moved] = await tx.query<{ at: Date }>(
    'UPDATE screenings SET moved_at = now(), moved_from = $2 WHERE id = $1 RETURNING moved_at AS at',
    [id, JSON.stringify(from)],
  );
  // Who was reminded of the old time has still to be reminded of the new one.
  if (startsAt.getTime() !== before.startsAt.getTime())
    await tx.query('UPDATE orders SET reminded_at = NULL WHERE screening_id = $1 AND reminded_at IS NOT NULL', [id]);
  const told = await tellCustomers(tx, [...orders], moved?.at ?? new Date());
  await tellChanges(tx, known);
  if (!preview) await announceSeats(tx, house, id);
  const report = { orders: orders.size, newCodes, ...told };
  await recordAudit(tx, actor, {
    action: 'move_sold_screening',
    entity: 'screening',
    entityId: id,
    before: { hallId: before.hallId, startsAt: before.startsAt },
    after: { hallId: place.hallId, startsAt, ...report },
  });
  return { id, startsAt, ...report };
}

/** Orders come before rooms and screenings in everybody's order of locks. Those that come after this are found later. */
async function lockOrders(tx: Tx, id: number): Promise<Set<number>> {
  const orders = await tx.query<{ id: number }>(
    `SELECT id FROM orders WHERE screening_id = $1 AND status IN ('paid', 'partially_refunded') ORDER BY id FOR UPDATE`,
    [id],
  );
  return new Set(orders.map((order) => order.id));
}

async function ordersOf(tx: Tx, id: number): Promise<number[]> {
  const orders = await tx.query<{ id: number }>(
    `SELECT id FROM orders WHERE screening_id = $1 AND status IN ('paid', 'partially_refunded')`,
    [id],
  );
  return orders.map((order) => order.id);
}

async function lockScreening(tx: Tx, id: number, hallId: number | undefined): Promise<Standing | Refusal> {
  const text = `SELECT s.film_id AS "filmId", s.hall_id AS "hallId", h.name AS hall, s.seat_plan_id AS "seatPlanId",
                       s.seats_total AS "seatsTotal", s.pre_show_minutes AS "preShowMinutes",
                       s.film_minutes AS "filmMinutes", s.cleaning_minutes AS "cleaningMinutes",
                       s.starts_at AS "startsAt", s.business_date AS "businessDate", s.status,
                       s.starts_at <= now() AS begun
                  FROM screenings s JOIN halls h ON h.id = s.hall_id WHERE s.id = $1`;
  const [seen] = await tx.query<Standing & Record<string, unknown>>(text, [id]);
  if (!seen) return refuse('not_found', { screening: id });
  await lockFilms(tx, [seen.filmId], 'to read');
  await lockHalls(tx, [seen.hallId, hallId ?? seen.hallId]);
  const [locked] = await tx.query<Standing & Record<string, unknown>>(`${text} FOR UPDATE OF s`, [id]);
  if (!locked) return refuse('not_found', { screening: id });
  if (locked.status === 'cancelled') return refuse('screening_cancelled');
  return locked.begun ? refuse('screening_begun') : locked;
}

/** In its own hall a screening keeps its plan, although a newer one may be out; lengths stay those of the tickets. */
async function placeFor(
  tx: Tx,
  cinema: Cinema,
  before: Standing,
  { hallId, startsAt }: { hallId: number; startsAt: Date },
): Promise<Place | Refusal> {
  const parts: Pick<Place, 'seatPlanId' | 'seatsTotal' | 'cleaningMinutes' | 'filmMinutes'> | Refusal =
    hallId === before.hallId
      ? before
      : partsFor(await loadParts(tx, [before.filmId], [hallId]), { filmId: before.filmId, hallId });
  if (isRefusal(parts)) return parts;
  const { seatPlanId, seatsTotal, cleaningMinutes } = parts;
  const lengths = { preShowMinutes: before.preShowMinutes, filmMinutes: before.filmMinutes, cleaningMinutes };
  const times = screeningTimes(startsAt, lengths, cinema);
  return { filmId: before.filmId, hallId, seatPlanId, seatsTotal, ...lengths, ...times };
}

async function tellCustomers(tx: Tx, orders: number[], at: Date): Promise<{ tickets: number; letters: number }> {
  for (const order of orders) await tellCustomer(tx, order, 'screening_moved', String(at.getTime()));
  const [count] = await tx.query<{ tickets: number; letters: number }>(
    `SELECT (SELECT count(*) FROM tickets WHERE order_id = ANY ($1) AND status IN ('valid', 'used')) AS tickets,
            (SELECT count(*) FROM orders WHERE id = ANY ($1) AND email IS NOT NULL) AS letters`,
    [orders],
  );
  return count ?? { tickets: 0, letters: 0 };
}
