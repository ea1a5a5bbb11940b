import type { CancelProgress, HouseCounts, HouseGuest, HouseView } from '../../contract/api/staff/house.ts';
import { type Refusal, refuse } from '../../contract/refusals.ts';
import { businessDate } from '../../contract/venue-time.ts';
import { sql } from '../../db.ts';
import { type Actor, denied, may } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { countCancellation } from '../programme/cancellation-progress.ts';
import { loadFloor } from './load-floor.ts';

/** One screening as its staff see it: every seat, and who sits where. Refusal: `not_found`. */
export async function loadHouse(house: House, actor: Actor, screeningId: number): Promise<HouseView | Refusal> {
  const no = denied(actor, 'view_house');
  if (no) return no;
  const db = sql(house.db);
  const [[row], floor, cancellation, { timeZone, businessDayCutoff, allotmentSeats }] = await Promise.all([
    db.query<Row>({ name: 'load_house', text }, [screeningId]),
    loadFloor(house.db, screeningId),
    countCancellation(db, screeningId),
    loadCinema(db),
  ]);
  if (!row || !floor) return refuse('not_found');
  const { categories, ...plan } = floor.plan;
  const off = row.screening.status === 'cancelled';
  const over = row.screening.over;
  return {
    screening: { ...row.screening, seatsFree: count(floor.symbols, '.') },
    timeZone,
    plan,
    categories,
    states: floor.symbols,
    guests: row.guests,
    holds: row.holds,
    blocks: row.blocks,
    kept: row.kept,
    allotment: {
      own: row.own,
      usual: allotmentSeats,
      tonight: row.screening.businessDate === businessDate(new Date(), timeZone, businessDayCutoff),
    },
    counts: counts(floor.symbols, row.guests),
    progress: cancellation && progressOf(cancellation),
    may: {
      block: !off && may(actor, 'block_seats'),
      move: !off && may(actor, 'move_seats'),
      otherCategory: may(actor, 'move_to_other_category'),
      cancel: !off && !over && may(actor, 'cancel_screening'),
      allot: !off && !over && may(actor, 'set_allotment') && may(actor, 'revoke_allotment'),
    },
  };
}

function counts(symbols: string, guests: readonly HouseGuest[]): HouseCounts {
  return {
    total: symbols.length,
    free: count(symbols, '.'),
    held: count(symbols, 'h'),
    sold: count(symbols, 's'),
    blocked: count(symbols, 'b'),
    inside: guests.filter((guest) => guest.used).length,
  };
}

/** Without the money, which is not everybody's who sees the house. */
function progressOf({ ordersLeft, ordersDone, refunds, lettersWaiting }: CancelProgress): CancelProgress {
  return { ordersLeft, ordersDone, refunds, lettersWaiting };
}

const count = (symbols: string, symbol: string) => symbols.split(symbol).length - 1;

interface Row extends Pick<HouseView, 'guests' | 'holds' | 'blocks' | 'kept'> {
  own: number | null;
  screening: Omit<HouseView['screening'], 'seatsFree'>;
}

const text = `
SELECT json_build_object('id', sc.id, 'film', f.title, 'hall', hall.name, 'startsAt', sc.starts_at, 'endsAt', sc.ends_at,
    'businessDate', sc.business_date, 'format', sc.format, 'status', sc.status, 'seatsTotal', sc.seats_total,
    'cancelReason', sc.cancel_reason, 'over', sc.ends_at <= now()) AS screening,
  (SELECT coalesce(json_agg(json_build_object('ticket', t.id, 'seat', t.seat_id, 'order', o.id, 'number', o.number,
      'name', o.name, 'ticketType', tt.name, 'used', t.status = 'used') ORDER BY s.ordinal), '[]')
     FROM tickets t JOIN orders o ON o.id = t.order_id JOIN ticket_types tt ON tt.id = t.ticket_type_id
     JOIN seats s ON s.id = t.seat_id
    WHERE t.screening_id = sc.id AND t.status IN ('valid', 'used')) AS guests,
  (SELECT coalesce(json_agg(json_build_object('seat', c.seat_id, 'until', c.expires_at,
      'order', CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'number', o.number) END)), '[]')
     FROM live_claims c LEFT JOIN orders o ON o.hold_id = c.hold_id
    WHERE c.screening_id = sc.id AND c.kind = 'hold') AS holds,
  (SELECT coalesce(json_agg(json_build_object('seat', seat_id, 'reason', reason)), '[]') FROM seat_claims
    WHERE screening_id = sc.id AND kind = 'block') AS blocks,
  sc.allotment_seats AS own,
  (SELECT coalesce(json_agg(json_build_object('kiosk', json_build_object('id', k.id, 'name', k.name), 'seats', mine.seats,
      'elsewhere', (SELECT count(*) FROM seat_claims c WHERE c.kiosk_id = k.id AND c.kind = 'allotment' AND c.screening_id <> sc.id))
      ORDER BY k.name), '[]')
     FROM (SELECT kiosk_id, json_agg(seat_id ORDER BY seat_id) AS seats FROM seat_claims
            WHERE screening_id = sc.id AND kind = 'allotment' GROUP BY kiosk_id) mine JOIN kiosks k ON k.id = mine.kiosk_id) AS kept
  FROM screenings sc JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id
 WHERE sc.id = $1 AND sc.status <> 'draft'`;
