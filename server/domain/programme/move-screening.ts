import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { dropAllotments } from '../allotments/drop-allotments.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { type Cinema, loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { beforeChange, tellChanges } from '../webhooks/tell-screenings.ts';
import { lockFilms, lockHalls } from './lock-rooms.ts';
import { screeningInTheWay } from './overlaps.ts';
import { placeScreening } from './place-screening.ts';
import { salesOf } from './sales-of.ts';
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
 * Gives a screening that nobody has bought yet another film, hall or start; one with sales goes by `moveSoldScreening`.
 * Its lengths and its seat plan are copied anew. Refusals: `screening_has_sales` with `details` sold, held, blocked and
 * orders; `screening_overlap` with the screening in the way; `screening_cancelled`; and those of `scheduleScreening`.
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
    const known = await beforeChange(tx, [input.screeningId]);
    const moved = await move(tx, cinema, input.screeningId, before, after);
    if (isRefusal(moved)) return moved;
    await tellChanges(tx, known);
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
  if (copied.seatPlanId !== before.seatPlanId) await dropAllotments(tx, id);
  const sales = await salesOf(tx, id);
  const blocksAreLost = sales.blocked > 0 && copied.seatPlanId !== before.seatPlanId;
  if (sales.sold + sales.held + sales.orders > 0 || blocksAreLost) return refuse('screening_has_sales', { ...sales });

  const times = screeningTimes(after.startsAt, { ...cinema, ...copied }, cinema);
  const inTheWay = await screeningInTheWay(tx, { ...after, ...times }, cinema.timeZone, id);
  if (inTheWay) return refuse('screening_overlap', { screening: inTheWay });
  await placeScreening(tx, id, { ...after, ...copied, ...times, preShowMinutes: cinema.preShowMinutes });
  return null;
}
