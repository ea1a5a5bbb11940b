import { wantsAcknowledgement } from '../../contract/age.ts';
import { isRefusal } from '../../contract/refusals.ts';
import type { CutReason, OfflineSale } from '../../contract/till/allotments.ts';
import type { Tx } from '../../db.ts';
import { type Actor, may, type Role } from '../actor.ts';
import { findLease, type LeasedScreening } from '../allotments/lease.ts';
import type { House } from '../house.ts';
import type { TillActor } from '../kiosks/at-till.ts';
import { readSale } from '../pricing/load-sale.ts';
import { quote } from '../pricing/quote.ts';
import { readFloor } from '../seats/load-floor.ts';
import type { CutBooking } from './book-cut-sale.ts';
import { instantOf } from './instant-of.ts';

/** A till reckons by the server's clock; more than this is no matter of a slow line. */
const clockToleranceMs = 120_000;

/** How a sale that stands is booked, or why it does not stand. The till is locked, and the drawer. */
export async function judgeCutSale(
  tx: Tx,
  house: House,
  actor: TillActor,
  instance: string,
  entry: OfflineSale,
): Promise<CutBooking | CutReason> {
  const { kioskId } = actor;
  const lease = await findLease(tx, kioskId, entry.epoch);
  // Two copies of a till count from the same number: the second one's sales are for a person to look at.
  const again = await tx.query('SELECT FROM cut_sales WHERE kiosk_id = $1 AND epoch = $2 AND seq = $3', [
    kioskId,
    entry.epoch,
    entry.seq,
  ]);
  if (!lease || lease.endedAt || lease.instance !== instance || again.length > 0) return 'epoch_stale';
  const clerk = await clerkOf(tx, entry.clerk);
  if (!clerk) return 'wrong_clerk';
  const [shift] = await tx.query('SELECT FROM shifts WHERE id = $1 AND kiosk_id = $2 AND closed_at IS NULL', [
    entry.shift,
    kioskId,
  ]);
  if (!shift) return 'shift_closed';
  const leased = lease.screenings[entry.screening];
  const wrong = leased ? await wrongScreening(tx, entry, leased) : 'seat_not_kept';
  if (wrong || !leased) return wrong ?? 'seat_not_kept';
  const at = instantOf(entry.at)?.getTime() ?? Number.NaN;
  const inTime = at >= lease.leasedAt.getTime() - clockToleranceMs && at <= Date.now() + clockToleranceMs;
  if (!inTime) return 'wrong_clock';
  const price = await wrongPrice(tx, house, kioskId, entry);
  if (price) return price;
  const tickets = new Map(entry.lines.map(({ seat }) => [seat, leased.tickets[seat]]));
  if ([...tickets.values()].includes(undefined)) return 'seat_not_kept';
  const seller: Actor & { userId: number } = { ...actor, kind: clerk.role, userId: entry.clerk };
  return { seller, kioskId, shiftId: entry.shift, countsIn: entry.shift, tickets: tickets as Map<number, number> };
}

async function clerkOf(tx: Tx, id: number): Promise<{ role: Role } | null> {
  const [person] = await tx.query<{ role: Role }>('SELECT role FROM users WHERE id = $1 AND locked_at IS NULL', [id]);
  return person && may({ kind: person.role }, 'sell_at_till') ? person : null;
}

/** Keeps the screening from being moved or cancelled until this ends. */
async function wrongScreening(tx: Tx, entry: OfflineSale, leased: LeasedScreening): Promise<CutReason | null> {
  const [now] = await tx.query<{ status: string; startsAt: Date; plan: number; endsAt: Date }>(
    `SELECT status, starts_at AS "startsAt", seat_plan_id AS plan, ends_at AS "endsAt" FROM screenings WHERE id = $1 FOR SHARE`,
    [entry.screening],
  );
  if (!now || now.status === 'cancelled') return 'screening_cancelled';
  const moved = now.startsAt.toISOString() !== leased.startsAt || now.plan !== leased.plan || now.status === 'draft';
  if (moved) return 'screening_moved';
  const at = instantOf(entry.at);
  return at && at > now.endsAt ? 'sales_closed' : null;
}

/** Prices as they are now, the age rating, and the sums. */
async function wrongPrice(tx: Tx, house: House, kioskId: number, entry: OfflineSale): Promise<CutReason | null> {
  const seats = new Set(entry.lines.map(({ seat }) => seat));
  if (seats.size < entry.lines.length || entry.tendered < entry.total) return 'invalid_request';
  const sale = await readSale(tx, entry.screening, null);
  const floor = await readFloor(tx, house.db, entry.screening, kioskId);
  if (!sale || !floor) return 'screening_cancelled';
  const priced = quote(sale, floor.plan, entry.lines);
  if (isRefusal(priced)) return priced.refused;
  const same = priced.lines.every((line, i) => line.price === entry.lines[i]?.price) && priced.total === entry.total;
  if (!same) return 'price_changed';
  return wantsAcknowledgement(sale.film) && !entry.ageConfirmed ? 'age_unacknowledged' : null;
}
