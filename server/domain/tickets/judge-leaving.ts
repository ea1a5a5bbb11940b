import { judgeAge } from '../../contract/age.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { seatById } from '../../contract/seat-rules.ts';
import type { Tx } from '../../db.ts';
import { loadSeatPlan } from '../halls/load-seat-plan.ts';
import type { House } from '../house.ts';
import { type PartyTicket, partyOf } from './party-of.ts';

/**
 * Whether the rest of an order may come to its screening without the tickets that leave it (rules 11, 12): children not
 * without their only adult, a companion not without the wheelchair space beside which they sit. `coming` are tickets that
 * take the place of those that leave. Refusals: `adult_required`, `companion_without_space`.
 */
export async function judgeLeaving(
  tx: Tx,
  house: House,
  order: { id: number; screeningId: number },
  leaving: readonly number[],
  coming: readonly Omit<PartyTicket, 'id'>[] = [],
): Promise<Refusal | null> {
  const before = await partyOf(tx, order.id);
  const gone = before.filter(({ id }) => leaving.includes(id));
  const stay = before.filter(({ id }) => !leaving.includes(id));
  if (stay.length === 0) return null;
  const [show] = await tx.query<Show>(text, [order.screeningId]);
  if (!show) return refuse('not_found');
  const alone = judgeAge(show.film, [...stay, ...coming]);
  if (alone && !judgeAge(show.film, before)) return refuse(alone.refused, { ...alone.details, staying: true });

  const plan = await loadSeatPlan(house.db, show.plan, tx);
  const lost = gone.map(({ seatId }) => seatId).filter((seat) => !coming.some(({ seatId }) => seatId === seat));
  const companion = stay
    .map(({ seatId }) => seatById(plan, seatId))
    .find((seat) => seat?.kind === 'companion' && seat.partner !== null && lost.includes(seat.partner));
  if (!companion || show.released) return null;
  return refuse('companion_without_space', { seats: [companion.id], space: companion.partner });
}

interface Show extends Record<string, unknown> {
  plan: number;
  film: Parameters<typeof judgeAge>[0];
  /** Companion seats are open to everyone by now. */
  released: boolean;
}

const text = `
SELECT sc.seat_plan_id AS plan, json_build_object('ageLimit', f.age_limit, 'agePolicy', f.age_policy) AS film,
       coalesce(sc.starts_at - make_interval(mins => c.accessible_release_minutes) <= now(), false) AS released
  FROM screenings sc JOIN films f ON f.id = sc.film_id CROSS JOIN cinema c WHERE sc.id = $1`;
