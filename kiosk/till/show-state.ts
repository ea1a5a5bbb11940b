import type { TillState } from '../ipc-state.ts';
import type { Acts } from './acts.ts';
import type { Core } from './core.ts';
import { ownSeats } from './own-seats.ts';
import type { PrintQueue } from './print-queue.ts';
import { saleAt, showSale } from './sale-at-hand.ts';

/** Everything that the screens see, at this moment. */
export function showState(core: Core, { acts, prints }: { acts: Acts; prints: PrintQueue }): TillState {
  const { self, journal, ports } = core;
  const memory = journal.memory();
  const sale = saleAt(memory);
  const jobs = prints.list();
  const unknown = memory.acts.some((act) => acts.attempts(act.uuid) > 0);
  const now = core.clock.now();
  return {
    phase: phaseOf(self),
    app: {
      face: ports.shell.face,
      version: ports.shell.version,
      server: self.server,
      update: ports.shell.updateWaiting?.() ? 'waiting' : 'none',
      fullscreen: ports.shell.fullscreen(),
      vaultWarning: ports.vault.warning,
      journalProblem: journal.problem(),
    },
    link: { status: unknown ? 'resolving' : core.link.online() ? 'online' : 'offline', since: self.since },
    now,
    facts: self.facts && factsWithoutNow(self.facts),
    clerk: self.clerk,
    shift: self.shift,
    sale: sale && showSale(core, acts, sale.uuid),
    open: memory.acts.map((act) => ({
      uuid: act.uuid,
      kind: act.kind,
      since: act.at,
      attempts: acts.attempts(act.uuid),
      aside: act.aside,
      total: act.total,
    })),
    prints: jobs,
    printer: { settings: self.printer, ready: prints.problem() === null, problem: prints.problem() },
    cut: cutOf(core),
  };
}

function cutOf({ journal, self }: Core): TillState['cut'] {
  const memory = journal.memory();
  const allotted = (memory.lease?.allotted.allotments ?? [])
    .map(({ screening }) => ({ screening, left: ownSeats(memory, self.instance, screening).length }))
    .filter(({ left }) => left > 0);
  return {
    selling: memory.lease?.stale ? 'stale' : allotted.length > 0 ? 'ready' : 'none',
    allotted,
    accepted: self.accepted,
    sales: memory.cut.map(({ entry, seats, outcome, reason }) => ({
      uuid: entry.uuid,
      at: entry.at,
      screening: entry.screening,
      total: entry.total,
      seats,
      outcome,
      reason,
    })),
  };
}

function phaseOf(self: Core['self']): TillState['phase'] {
  if (self.server === null) return 'no_server';
  if (self.device === null) return 'enrol';
  if (!self.clerk) return 'sign_in';
  return self.locked ? 'locked' : 'ready';
}

function factsWithoutNow({ now: _, ...facts }: NonNullable<Core['self']['facts']>) {
  return facts;
}
