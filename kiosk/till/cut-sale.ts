import type { CallParsed } from '../ipc-contract.ts';
import type { Refused, SaleAtHand } from '../ipc-state.ts';
import { type Core, timeOf } from './core.ts';
import { cutSheets } from './cut-sheets.ts';
import type { CutEntry } from './journal/records.ts';
import { cashOf, judgeCutSale, ownSeats } from './own-seats.ts';
import { say } from './refusals.ts';
import type { Seen } from './seen.ts';

/**
 * Sells with the line cut: this till's own seats, for cash, at the prices last seen. Sale, entry for the server and
 * sheets are one line of the journal.
 */
export async function sellCut(core: Core, seen: Seen, body: CallParsed<'sell'>): Promise<SaleAtHand | Refused> {
  const { self, journal } = core;
  const now = core.clock.now();
  if (!self.facts || now === null) return say('offline');
  if (!self.clerk) return say('clerk_signed_out');
  if (!self.shift) return say('no_open_shift');
  const house = await seen.house(body.screening);
  const memory = journal.memory();
  const no = judgeCutSale(memory, self.instance, body, house, Date.parse(now));
  const cash = cashOf(body);
  if (no || !house || !memory.lease || !cash) return say(no ?? 'offline');

  const { screening, lines, total, ageConfirmed } = body;
  const entry: CutEntry['entry'] = {
    kind: 'sale',
    uuid: core.ports.uuid(),
    seq: memory.seq + 1,
    epoch: memory.lease.allotted.epoch,
    at: timeOf(core),
    clerk: self.clerk.id,
    shift: self.shift.id,
    screening,
    lines,
    total,
    tendered: cash.tendered,
    ageConfirmed,
  };
  const sale: SaleAtHand = {
    uuid: entry.uuid,
    phase: 'paid',
    screening,
    lines,
    total,
    tendered: cash.tendered,
    offline: true,
    answer: null,
    change: cash.tendered - total,
    refusal: null,
    resumed: false,
  };
  const labels = house.plan.seats.filter(({ id }) => lines.some(({ seat }) => seat === id));
  await journal.write({
    t: 'cut',
    cut: {
      entry,
      instance: self.instance,
      seats: labels.map(({ row, number }) => `${row}${number}`),
      outcome: 'waiting',
      reason: null,
    },
    sale,
    documents: cutSheets({
      entry,
      house,
      cinema: self.facts.cinema,
      clerk: self.clerk.name,
      tickets: ownSeats(memory, self.instance, screening),
    }),
  });
  return sale;
}
