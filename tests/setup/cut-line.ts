import { randomUUID } from 'node:crypto';
import type { Allotted, OfflineSale, Reconciled } from '../../server/contract/till/allotments.ts';
import { sql } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { syncAllotments } from '../../server/domain/allotments/sync-allotments.ts';
import { reconcile } from '../../server/domain/cut-sales/reconcile.ts';
import type { House } from '../../server/domain/house.ts';
import { atCounter } from './counter.ts';
import { accepted, type TestHouse, type TestScreening } from './house.ts';

/** A clerk at a till with an open drawer, and the installation that stands there. */
export interface CutTill {
  actor: Actor;
  kioskId: number;
  clerk: number;
  shift: number;
  instance: string;
  /** Of its last lease, as the till knows it. */
  epoch: number;
  lease: Allotted | null;
  seq: number;
}

/** Every till keeps this many seats of each screening of tonight. */
export async function keepForTills(house: House, seats: number): Promise<void> {
  await sql(house.db).query('UPDATE cinema SET allotment_seats = $1', [seats]);
}

export async function aCutTill(house: House): Promise<CutTill> {
  const actor = await atCounter(house);
  const instance = randomUUID();
  const kioskId = actor.kioskId ?? 0;
  await sql(house.db).query('UPDATE kiosks SET instance = $2, enrolled_at = now() WHERE id = $1', [kioskId, instance]);
  const [shift] = await sql(house.db).query<{ id: number }>('SELECT id FROM shifts WHERE kiosk_id = $1', [kioskId]);
  return {
    actor,
    kioskId,
    clerk: actor.userId ?? 0,
    shift: shift?.id ?? 0,
    instance,
    epoch: 0,
    lease: null,
    seq: 0,
  };
}

/** Syncs as the till would; throws if it is refused. */
export async function leased(house: House, till: CutTill): Promise<Allotted> {
  const { instance, epoch } = till;
  const lease = accepted<Allotted>(await syncAllotments(house, till.actor, { uuid: randomUUID(), instance, epoch }));
  Object.assign(till, { lease, epoch: lease.epoch, seq: 0 });
  return lease;
}

/** Sold to somebody at the counter without connection: adults, for cash to the cent. */
export function cutSale(
  t: TestHouse,
  till: CutTill,
  screening: TestScreening,
  seats: readonly number[],
  change: Partial<OfflineSale> = {},
): OfflineSale {
  till.seq += 1;
  const lines = seats.map((seat) => ({ seat, ticketType: t.ids.types.adult ?? 0, price: 19_000 }));
  const total = lines.reduce((sum, line) => sum + line.price, 0);
  return {
    kind: 'sale',
    uuid: randomUUID(),
    seq: till.seq,
    epoch: till.epoch,
    at: new Date().toISOString(),
    clerk: till.clerk,
    shift: till.shift,
    screening: screening.id,
    lines,
    total,
    tendered: total,
    ageConfirmed: false,
    ...change,
  };
}

export async function handIn(house: House, till: CutTill, ...entries: OfflineSale[]): Promise<Reconciled['results']> {
  return accepted<Reconciled>(await reconcile(house, till.actor, { instance: till.instance, entries })).results;
}

/** Why each was rejected; null: it stands. */
export async function reasons(house: House, till: CutTill, ...entries: OfflineSale[]): Promise<(string | null)[]> {
  return (await handIn(house, till, ...entries)).map(({ reason }) => reason);
}

export function seatsKept(till: CutTill, screening: TestScreening): number[] {
  return till.lease?.allotments.find((each) => each.screening === screening.id)?.seats.map(({ seat }) => seat) ?? [];
}
