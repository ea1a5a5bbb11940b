import { wantsAcknowledgement } from '../../server/contract/age.ts';
import type { TillHouse } from '../../server/contract/till/programme.ts';
import type { EngineRefusal } from '../../server/contract/words/en/till-engine.ts';
import type { CallParsed } from '../ipc-contract.ts';
import type { SaleAtHand } from '../ipc-state.ts';
import { seatsWished } from './journal/fold.ts';
import type { Memory } from './journal/records.ts';

const dead = new Set<SaleAtHand['phase']>(['refused', 'cancelled', 'expired']);

/** Seats, `screening:seat`, that this till has sold or may have sold: not to be sold with the line cut. */
function spoken(memory: Memory): Set<string> {
  const taken = new Set(memory.used);
  const add = ({ screening, lines }: { screening: number; lines: { seat: number }[] }) => {
    for (const { seat } of lines) taken.add(`${screening}:${seat}`);
  };
  for (const { entry } of memory.cut) add(entry);
  for (const sale of memory.sales) if (!dead.has(sale.phase)) add(sale);
  for (const act of memory.acts) {
    if (act.kind === 'exchange') for (const seat of seatsWished(act.body)) taken.add(seat);
  }
  return taken;
}

/** Are these seats sold already, by entries that the server has not seen yet? It would sell them a second time. */
export function soldAlone(memory: Memory, screening: number, seats: number[]): boolean {
  return memory.cut.some(
    ({ entry, outcome }) =>
      outcome === 'waiting' && entry.screening === screening && entry.lines.some(({ seat }) => seats.includes(seat)),
  );
}

/** Seats of a screening that may be sold with the line cut, with the tickets that are reserved for them. */
export function ownSeats(memory: Memory, instance: string, screening: number) {
  if (leaseTrouble(memory, instance)) return [];
  const taken = spoken(memory);
  const allotment = memory.lease?.allotted.allotments.find((each) => each.screening === screening);
  return (allotment?.seats ?? []).filter(({ seat }) => !taken.has(`${screening}:${seat}`));
}

/** Why nothing can be sold from the lease, or null. */
function leaseTrouble(memory: Memory, instance: string): EngineRefusal | null {
  if (!memory.lease) return 'offline';
  if (memory.lease.stale || memory.lease.instance !== instance) return 'epoch_stale';
  return memory.syncing === null ? null : 'lease_unsure';
}

/** The hall as it is with the line cut: the till's own seats free, all others blocked. */
export function houseAlone(house: TillHouse, memory: Memory, instance: string): TillHouse {
  const own = new Set(ownSeats(memory, instance, house.screening.id).map(({ seat }) => seat));
  const states = house.plan.seats.map(({ id }) => (own.has(id) ? '.' : 'b')).join('');
  return { ...house, states, screening: { ...house.screening, seatsFree: own.size } };
}

/** What was paid, if it was in cash alone or there was nothing to pay. */
export function cashOf({ total, tenders }: CallParsed<'sell'>): { amount: number; tendered: number } | null {
  const [cash, ...more] = tenders;
  if (!cash && total === 0) return { amount: 0, tendered: 0 };
  return cash?.method === 'cash' && more.length === 0 ? cash : null;
}

/** Why these lines cannot be sold with the line cut, or null. `now` is the server's clock in milliseconds. */
export function judgeCutSale(
  memory: Memory,
  instance: string,
  body: CallParsed<'sell'>,
  house: TillHouse | null,
  now: number,
): EngineRefusal | null {
  const trouble = leaseTrouble(memory, instance);
  if (trouble) return trouble;
  const cash = cashOf(body);
  if (!cash) return 'cash_only';
  if (cash.amount !== body.total || cash.tendered < cash.amount) return 'invalid_request';
  const own = new Set(ownSeats(memory, instance, body.screening).map(({ seat }) => seat));
  const seats = new Set(body.lines.map(({ seat }) => seat));
  if (seats.size < body.lines.length || [...seats].some((seat) => !own.has(seat))) return 'seat_not_ours';
  if (!house) return 'offline';
  if (house.screening.closed !== null || Date.parse(house.screening.endsAt) <= now) return 'sales_closed';
  const same = body.lines.every((line) => priceIn(house, line) === line.price);
  if (!same || body.lines.reduce((sum, line) => sum + line.price, 0) !== body.total) return 'price_changed';
  const { limit, policy } = house.screening.age;
  const asks = wantsAcknowledgement({ ageLimit: limit, agePolicy: policy });
  return asks && !body.ageConfirmed ? 'age_unacknowledged' : null;
}

function priceIn(house: TillHouse, line: { seat: number; ticketType: number }): number | undefined {
  const seat = house.plan.seats.find(({ id }) => id === line.seat);
  const type = house.ticketTypes.find(({ id }) => id === line.ticketType);
  return seat && type?.prices[String(seat.category)];
}
