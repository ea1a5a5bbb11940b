import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import type { TillHold, TillHoldBody } from '../../contract/till/sales.ts';
import { rfc3339 } from '../../contract/venue-time.ts';
import { announceSeats } from '../../realtime/announce.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { once } from '../kiosks/once.ts';
import { claimHold, judgeOn } from '../seats/hold-seats.ts';

/**
 * Claims seats while the customer decides. `replaces` gives the till's former choice back in the same step: if the new one
 * is refused, the former stands. Refusals: those of `holdSeats`.
 */
export async function holdAtTill(house: House, actor: Actor, body: TillHoldBody): Promise<TillHold | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  return once(house, actor, { uuid: body.uuid, act: 'hold', body }, async (tx): Promise<TillHold | Refusal> => {
    if (body.replaces !== null) {
      const [former] = await tx.query<{ screening: number }>(
        `SELECT h.screening_id AS screening FROM holds h WHERE h.id = $1 AND h.buyer = $2
            AND NOT EXISTS (SELECT FROM orders o WHERE o.hold_id = h.id) AND end_hold(h.id)`,
        [body.replaces, actor.buyer],
      );
      if (former) await announceSeats(tx, house, former.screening);
    }
    const choice = { screeningId: body.screening, seats: body.seats, override: body.override };
    const wrong = await judgeOn(tx, house, actor, choice);
    if (wrong) return wrong;
    const hold = await claimHold(tx, house, actor, choice);
    if (isRefusal(hold)) return hold;
    await announceSeats(tx, house, body.screening);
    const { timeZone } = await loadCinema(tx);
    return { id: hold.id, expiresAt: rfc3339(hold.expiresAt, timeZone) };
  });
}
