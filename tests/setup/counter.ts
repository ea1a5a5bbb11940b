import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal } from '../../server/contract/refusals.ts';
import type { Sale, SaleBody, Tender } from '../../server/contract/till/sales.ts';
import { sql } from '../../server/db.ts';
import type { Actor, ActorKind } from '../../server/domain/actor.ts';
import { findBrokenInvariants } from '../../server/domain/audit/find-broken-invariants.ts';
import type { House } from '../../server/domain/house.ts';
import { registerKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { openShift } from '../../server/domain/shifts/open-shift.ts';
import { sellAtTill } from '../../server/domain/till/sell-at-till.ts';
import { accepted, manager, type TestHouse, type TestScreening } from './house.ts';

/** Somebody at a till of their own with an open drawer. */
export async function atCounter(
  house: House,
  role: Extract<ActorKind, 'clerk' | 'supervisor'> = 'clerk',
): Promise<Actor> {
  const { id } = accepted(await registerKiosk(house, manager, { name: `Till ${randomUUID().slice(0, 8)}` }));
  const [user] = await sql(house.db).query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${randomUUID()}@foyer.test`, `The ${role}`, role],
  );
  const actor: Actor = {
    ...manager,
    kind: role,
    userId: user?.id ?? 0,
    buyer: `kiosk:${id}`,
    channel: 'kiosk',
    kioskId: id,
  };
  accepted(await openShift(house, actor, { uuid: randomUUID(), float: 100_00 }));
  return actor;
}

/** What a till sends for these seats, adults unless it says otherwise, paid in cash to the cent. */
export function aSale(
  t: TestHouse,
  screening: TestScreening,
  labels: string[],
  change: Partial<SaleBody> & { type?: string; price?: number } = {},
): SaleBody {
  const { type = 'adult', price = 19_000, ...rest } = change;
  const lines = labels.map((label) => ({
    seat: screening.hall.seat(label),
    ticketType: t.ids.types[type] ?? 0,
    price,
  }));
  const total = lines.reduce((sum, line) => sum + line.price, 0);
  return {
    uuid: randomUUID(),
    screening: screening.id,
    hold: null,
    lines,
    total,
    tenders: total === 0 ? [] : [cash(total)],
    override: false,
    ageConfirmed: false,
    email: null,
    name: null,
    ...rest,
  };
}

export const cash = (amount: number, tendered = amount): Tender => ({ method: 'cash', amount, tendered });
export const card = (amount: number, reader = 'tmr_1'): Tender => ({ method: 'card', amount, reader });

export async function sold(house: House, actor: Actor, body: SaleBody): Promise<Sale> {
  return accepted<Sale>(await sellAtTill(house, actor, body));
}

/** The promises that do not hold; empty is good. */
export async function broken(house: House): Promise<string[]> {
  return (await findBrokenInvariants(house.db)).map(({ invariant, found }) => `${invariant} ${found.join()}`);
}

export function codeOf(result: object | Refusal): string {
  return isRefusal(result) ? result.refused : 'accepted';
}
