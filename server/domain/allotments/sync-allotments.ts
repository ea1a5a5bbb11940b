import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { Allotted } from '../../contract/till/allotments.ts';
import { inTransaction, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { atTill } from '../kiosks/at-till.ts';
import { once } from '../kiosks/once.ts';
import { ticketCode } from '../tickets/ticket-code.ts';
import { allotSeats } from './allot-seats.ts';
import {
  endLease,
  findLease,
  giveBack,
  type LeasedScreening,
  lastLease,
  lockKiosk,
  lockScreeningsOf,
} from './lease.ts';
import { screeningsToAllot } from './screenings-to-allot.ts';

/** Leases are needed no longer than somebody might still ask about a sale. */
const keptDays = 60;

/**
 * A till's new lease: gives back what it keeps for nothing, and takes what the settings say. Whatever is sold under the
 * one before is not believed any more. The same uuid gets the same lease while that one counts. Refusal: `epoch_stale`
 * if another copy of this till has synced meanwhile, or another installation was let in.
 */
export async function syncAllotments(
  house: House,
  actor: Actor,
  body: { uuid: string; instance: string; epoch: number },
): Promise<Allotted | Refusal> {
  const no = denied(actor, 'sync_till');
  if (no) return no;
  const done = await once(house, actor, { uuid: body.uuid, act: 'sync', body }, (tx) => sync(tx, house, actor, body));
  if (isRefusal(done)) return done;
  return inTransaction(house.db, (tx) => showLease(tx, house, atTill(actor).kioskId, done.epoch));
}

async function sync(
  tx: Tx,
  house: House,
  actor: Actor,
  { instance, epoch }: { instance: string; epoch: number },
): Promise<{ epoch: number } | Refusal> {
  const { kioskId } = atTill(actor);
  const kiosk = await lockKiosk(tx, kioskId);
  if (!kiosk || kiosk.revoked) return refuse('not_enrolled');
  const last = await lastLease(tx, kioskId);
  if (kiosk.instance !== instance || epoch !== (last?.epoch ?? 0)) return refuse('epoch_stale');
  const wished = await screeningsToAllot(tx, kiosk);
  const ids = wished.map((each) => each.screeningId);
  const others = (await lockScreeningsOf(tx, kioskId, ids)).filter((id) => !ids.includes(id));
  if (others.length > 0) await giveBack(tx, house, kioskId, others);
  const screenings: Record<string, LeasedScreening> = {};
  for (const wish of wished) {
    const leased = await allotSeats(tx, house, kioskId, wish);
    if (leased) screenings[wish.screeningId] = leased;
  }
  await endLease(tx, kioskId);
  const [next] = await tx.query<{ epoch: number }>(
    'UPDATE kiosks SET epoch = epoch + 1, last_seen_at = now() WHERE id = $1 RETURNING epoch',
    [kioskId],
  );
  if (!next) throw new Error('a till that was locked is gone');
  await tx.query('INSERT INTO leases (kiosk_id, epoch, instance, screenings) VALUES ($1, $2, $3, $4)', [
    kioskId,
    next.epoch,
    instance,
    JSON.stringify(screenings),
  ]);
  await tx.query(`DELETE FROM leases WHERE kiosk_id = $1 AND ended_at < now() - make_interval(days => $2)`, [
    kioskId,
    keptDays,
  ]);
  const counted = Object.entries(screenings).map(([id, { tickets }]) => [id, Object.keys(tickets).length]);
  if (counted.length > 0 || others.length > 0) {
    await recordAudit(tx, actor, {
      action: 'sync_allotments',
      entity: 'kiosk',
      entityId: kioskId,
      after: { epoch: next.epoch, seats: Object.fromEntries(counted) },
    });
  }
  return { epoch: next.epoch };
}

async function showLease(tx: Tx, house: House, kioskId: number, epoch: number): Promise<Allotted | Refusal> {
  const lease = await findLease(tx, kioskId, epoch);
  if (!lease || lease.endedAt) return refuse('epoch_stale');
  const allotments = Object.entries(lease.screenings).map(([screening, { tickets }]) => ({
    screening: Number(screening),
    seats: Object.entries(tickets).map(([seat, ticket]) => ({
      seat: Number(seat),
      ticket,
      code: ticketCode(house.signer, { id: ticket, revision: 0 }),
    })),
  }));
  return { epoch, now: new Date().toISOString(), allotments };
}
