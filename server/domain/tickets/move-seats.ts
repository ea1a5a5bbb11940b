import { type Refusal, refuse } from '../../contract/refusals.ts';
import { judgePairs } from '../../contract/seat-rules.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied, may } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { loadSeatPlan } from '../halls/load-seat-plan.ts';
import type { House } from '../house.ts';
import { type LockedOrder, lockOrder } from '../orders/lock-order.ts';
import { tellCustomer } from '../orders/tell-customer.ts';
import { type LockedScreening, lockScreeningOnSale } from '../programme/lock-screening.ts';
import { claimSeats } from '../seats/claim-seats.ts';
import { seatLabels } from '../seats/seat-labels.ts';

export interface MoveSeatsInput {
  orderId: number;
  moves: readonly { ticketId: number; seatId: number }[];
  /** A supervisor's word: seats of another category, at the price that was paid. */
  keepPrice?: boolean;
}

interface MovedTicket {
  id: number;
  seatId: number;
  categoryId: number;
  /** Where it goes. */
  to: number;
}

/**
 * Moves living tickets of one order to other free seats of the same screening, all or none. The price stays; each
 * ticket's code is replaced, so that the old one fails at the door, and the customer is written to (rules 4, 9, 14).
 * Refusals: `not_found`, `no_tickets`, `duplicate_seat`, `unknown_seat`, `seat_taken`, `other_category`,
 * `companion_without_space`, `love_seat_split`, `screening_cancelled`.
 */
export async function moveSeats(
  house: House,
  actor: Actor,
  { orderId, moves, keepPrice = false }: MoveSeatsInput,
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'move_seats');
  if (no) return no;
  const distinct = (ids: number[]) => new Set(ids).size === moves.length;
  if (!distinct(moves.map((move) => move.seatId)) || !distinct(moves.map((move) => move.ticketId))) {
    return refuse('duplicate_seat');
  }
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return refuse('not_found');
    const screening = await lockScreeningOnSale(tx, order.screeningId);
    if ('refused' in screening) return screening;
    const living = await livingTickets(tx, order.id);
    const moved = moves.flatMap(({ ticketId, seatId }) => {
      const ticket = living.find(({ id }) => id === ticketId);
      return ticket && ticket.seatId !== seatId ? [{ ...ticket, to: seatId }] : [];
    });
    if (moved.length < moves.length) return refuse('no_tickets', { tickets: moves.map((move) => move.ticketId) });

    const wrong =
      (await claimTargets(tx, screening, order, moved)) ??
      (await judgeCategories(tx, actor, moved, keepPrice)) ??
      (await judgeSeating(tx, house, screening, living, moved));
    if (wrong) return wrong;

    const [before, after] = [await labels(tx, moved, 'seatId'), await labels(tx, moved, 'to')];
    await reseat(tx, order, moved);
    await announceSeats(tx, house, order.screeningId);
    const [{ count } = { count: 0 }] = await tx.query<{ count: number }>(
      'SELECT sum(revision)::int AS count FROM tickets WHERE order_id = $1',
      [order.id],
    );
    await tellCustomer(tx, order.id, 'seats_moved', String(count));
    await recordAudit(tx, actor, {
      action: 'move_seats',
      entity: 'order',
      entityId: order.id,
      before: { labels: before },
      after: { labels: after, tickets: moved.map((ticket) => ticket.id), keepPrice },
    });
    return { id: orderId };
  });
}

function livingTickets(tx: Tx, orderId: number): Promise<Omit<MovedTicket, 'to'>[]> {
  return tx.query(
    `SELECT id, seat_id AS "seatId", category_id AS "categoryId" FROM tickets
      WHERE order_id = $1 AND status IN ('valid', 'used') ORDER BY seat_id`,
    [orderId],
  );
}

/** Seats that change hands within the move are the order's already; the others must be free. */
async function claimTargets(
  tx: Tx,
  screening: LockedScreening,
  order: LockedOrder,
  moved: readonly MovedTicket[],
): Promise<Refusal | null> {
  const left = new Set(moved.map((ticket) => ticket.seatId));
  const wanted = moved.map((ticket) => ticket.to).filter((seat) => !left.has(seat));
  return claimSeats(tx, screening, wanted, { kind: 'sale', holdId: order.holdId });
}

async function judgeCategories(
  tx: Tx,
  actor: Actor,
  moved: readonly MovedTicket[],
  keepPrice: boolean,
): Promise<Refusal | null> {
  const others = await tx.query<{ id: number }>(
    `SELECT s.id FROM unnest($1::int[], $2::int[]) move (seat, category) JOIN seats s ON s.id = move.seat
      WHERE s.category_id <> move.category`,
    [moved.map((ticket) => ticket.to), moved.map((ticket) => ticket.categoryId)],
  );
  if (others.length === 0 || (keepPrice && may(actor, 'move_to_other_category'))) return null;
  const seats = others.map((row) => row.id);
  return refuse('other_category', { seats, labels: await seatLabels(tx, seats) });
}

async function judgeSeating(
  tx: Tx,
  house: House,
  screening: LockedScreening,
  living: readonly { id: number; seatId: number }[],
  moved: readonly MovedTicket[],
): Promise<Refusal | null> {
  const plan = await loadSeatPlan(house.db, screening.seatPlanId, tx);
  const stays = living.filter(({ id }) => !moved.some((ticket) => ticket.id === id)).map(({ seatId }) => seatId);
  return judgePairs({ plan, accessibleReleased: screening.accessibleReleased }, [
    ...stays,
    ...moved.map((ticket) => ticket.to),
  ]);
}

/** The seats, old or new, ticket by ticket. */
async function labels(tx: Tx, moved: readonly MovedTicket[], which: 'seatId' | 'to'): Promise<string[]> {
  const rows = await tx.query<{ label: string }>(
    `SELECT s.row || s.number AS label FROM unnest($1::int[]) WITH ORDINALITY move (seat, at)
       JOIN seats s ON s.id = move.seat ORDER BY move.at`,
    [moved.map((ticket) => ticket[which])],
  );
  return rows.map((row) => row.label);
}

async function reseat(tx: Tx, order: LockedOrder, moved: readonly MovedTicket[]): Promise<void> {
  const ids = moved.map((ticket) => ticket.id);
  const to = moved.map((ticket) => ticket.to);
  await tx.query(
    'DELETE FROM seat_claims WHERE screening_id = $1 AND hold_id = $2 AND seat_id = ANY ($3) AND seat_id <> ALL ($4)',
    [order.screeningId, order.holdId, moved.map((ticket) => ticket.seatId), to],
  );
  // Two tickets may change places, and a seat has one living ticket at every moment: so they rise before they sit.
  const rising = await tx.query<{ id: number; status: string }>(
    `WITH was AS (SELECT id, status FROM tickets WHERE id = ANY ($1)), rising AS (
       UPDATE tickets SET status = 'pending' WHERE id = ANY ($1)
     ) SELECT id, status FROM was`,
    [ids],
  );
  await tx.query(
    `UPDATE tickets t SET seat_id = move.seat, category_id = s.category_id, revision = t.revision + 1, status = was.status
       FROM unnest($1::int[], $2::int[]) move (ticket, seat)
       JOIN seats s ON s.id = move.seat
       JOIN unnest($3::int[], $4::ticket_status[]) was (ticket, status) ON was.ticket = move.ticket
      WHERE t.id = move.ticket`,
    [ids, to, rising.map((row) => row.id), rising.map((row) => row.status)],
  );
}
