import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { type Cinema, loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { lockFilms, lockHalls } from './lock-rooms.ts';
import { screeningInTheWay } from './overlaps.ts';
import { instantOfStart, type Start, screeningTimes } from './screening-times.ts';
import { loadParts, partsFor } from './show-parts.ts';

export interface MoveInput {
  screeningId: number;
  /** What is left out stays. */
  filmId?: number;
  hallId?: number;
  start?: Start;
}

interface Standing {
  filmId: number;
  hallId: number;
  seatPlanId: number;
  startsAt: Date;
  status: string;
}

/**
 * Gives a screening that nobody has bought yet another film, hall or start. Its lengths and its seat plan are copied
 * anew. Refusals: `screening_has_sales` with `details` sold, held, blocked and orders; `screening_overlap` with the
 * screening in the way; `screening_cancelled`; and those of `scheduleScreening`.
 */
export async function moveScreening(
  house: House,
  actor: Actor,
  input: MoveInput,
): Promise<{ id: number; startsAt: Date } | Refusal> {
  const no = denied(actor, 'move_screening');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number; startsAt: Date } | Refusal> => {
    const cinema = await loadCinema(tx);
    const before = await lockedScreening(tx, input);
    if (isRefusal(before)) return before;
    const startsAt = input.start ? instantOfStart(input.start, cinema) : before.startsAt;
    if (isRefusal(startsAt)) return startsAt;
    const after = { filmId: input.filmId ?? before.filmId, hallId: input.hallId ?? before.hallId, startsAt };
    const moved = await move(tx, cinema, input.screeningId, before, after);
    if (isRefusal(moved)) return moved;
    await recordAudit(tx, actor, {
      action: 'move_screening',
      entity: 'screening',
      entityId: input.screeningId,
      before,
      after,
    });
    return { id: input.screeningId, startsAt };
  });
}

/** Locks films and halls, old and new, then the screening against holds in flight, and reads it as it stands. */
async function lockedScreening(tx: Tx, { screeningId, filmId, hallId }: MoveInput): Promise<Standing | Refusal> {
  const text = `SELECT film_id AS "filmId", hall_id AS "hallId", seat_plan_id AS "seatPlanId",
                       starts_at AS "startsAt", status FROM screenings WHERE id = $1`;
  const [seen] = await tx.query<Standing>(text, [screeningId]);
  if (!seen) return refuse('not_found', { screening: screeningId });
  await lockFilms(tx, [seen.filmId, filmId ?? seen.filmId], 'to read');
  await lockHalls(tx, [seen.hallId, hallId ?? seen.hallId]);
  const [locked] = await tx.query<Standing>(`${text} FOR UPDATE`, [screeningId]);
  if (!locked) return refuse('not_found', { screening: screeningId });
  if (locked.status === 'cancelled') return refuse('screening_cancelled');
  return locked;
}

async function move(
  tx: Tx,
  cinema: Cinema,
  id: number,
  before: Standing,
  after: { filmId: number; hallId: number; startsAt: Date },
): Promise<null | Refusal> {
  const copied = partsFor(await loadParts(tx, [after.filmId], [after.hallId]), after);
  if (isRefusal(copied)) return copied;
  const sales = await salesOf(tx, id);
  const blocksAreLost = sales.blocked > 0 && copied.seatPlanId !== before.seatPlanId;
  if (sales.sold + sales.held + sales.orders > 0 || blocksAreLost) return refuse('screening_has_sales', sales);

  const times = screeningTimes(after.startsAt, { ...cinema, ...copied }, cinema);
  const inTheWay = await screeningInTheWay(tx, { ...after, ...times }, cinema.timeZone, id);
  if (inTheWay) return refuse('screening_overlap', { screening: inTheWay });
  await tx.query(
    `UPDATE screenings
        SET film_id = $2, hall_id = $3, seat_plan_id = $4, seats_total = $5, starts_at = $6, ends_at = $7,
            hall_free_at = $8, business_date = $9, sales_close_at = $10, pre_show_minutes = $11, film_minutes = $12,
            cleaning_minutes = $13, sales_open_at = least(sales_open_at, $6::timestamptz - interval '1 minute')
      WHERE id = $1`,
    [
      id,
      after.filmId,
      after.hallId,
      copied.seatPlanId,
      copied.seatsTotal,
      times.startsAt,
      times.endsAt,
      times.hallFreeAt,
      times.businessDate,
      times.salesCloseAt,
      cinema.preShowMinutes,
      copied.filmMinutes,
      copied.cleaningMinutes,
    ],
  );
  return null;
}

/** What stands in the way of a move. A pending order counts even after its hold: its money may still come. */
async function salesOf(tx: Tx, id: number) {
  const [sales] = await tx.query<{ sold: number; held: number; blocked: number; orders: number }>(
    `SELECT count(*) FILTER (WHERE kind = 'sale') AS sold, count(*) FILTER (WHERE kind = 'hold') AS held,
            count(*) FILTER (WHERE kind IN ('block', 'allotment')) AS blocked,
            (SELECT count(*) FROM orders WHERE screening_id = $1 AND status = 'pending') AS orders
       FROM live_claims WHERE screening_id = $1`,
    [id],
  );
  if (!sales) throw new Error('counting answered no row');
  return sales;
}
