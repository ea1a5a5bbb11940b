import { z } from 'zod';
import { kioskFacts } from '../../server/contract/till/devices.ts';
import { shift } from '../../server/contract/till/shifts.ts';
import { engineWords } from '../../server/contract/words/en/till-engine.ts';
import { type CallName, calls, type FreeEvent, type SeatsEvent, type Till } from '../ipc-contract.ts';
import { printerSettings, type TillState } from '../ipc-state.ts';
import { type Acts, makeActs } from './acts.ts';
import { makeHandlers, withoutClerk } from './calls.ts';
import { makeChoosing } from './choosing.ts';
import { serverClock } from './clock.ts';
import { type Core, oneAtATime, type Self } from './core.ts';
import { makeCounter } from './counter.ts';
import { makeHeartbeat } from './heartbeat.ts';
import { openJournal } from './journal/journal.ts';
import { makeLink } from './link.ts';
import { makeLiveSeats } from './live-seats.ts';
import { makePeople, type Vault, vaultShape } from './people.ts';
import type { Ports } from './ports.ts';
import { makePrintQueue } from './print-queue.ts';
import { isRefused, say } from './refusals.ts';
import { makeSales } from './sales.ts';
import { makeSeen } from './seen.ts';
import { showState } from './show-state.ts';
import { makeSync } from './sync.ts';

export interface RunningTill extends Till {
  /** Lets go of timers and connections; what is open stays in the journal. */
  stop(): void;
}

/** How long the till rests after it went through all that was left undone. */
const restMs = 2_000;

/** Wakes the till on this machine: reads the journal, goes on with what was open, and looks for the server. */
export async function makeTill(ports: Ports): Promise<RunningTill> {
  const stateListeners = new Set<(state: TillState) => void>();
  const seatListeners = new Set<(event: SeatsEvent) => void>();
  const freeListeners = new Set<(event: FreeEvent) => void>();

  const vault = await openVault(ports);
  const self = await wakeSelf(ports, vault);
  const clock = serverClock(ports.clock);
  const memo = z.object({ server: z.number(), wall: z.number() }).safeParse(await ports.cache.get('clock'));
  if (memo.success) clock.remember(memo.data);

  let telling = false;
  let stopped = false;
  const changed = () => {
    if (telling || stopped) return;
    telling = true;
    queueMicrotask(() => {
      telling = false;
      const state = showState(core, parts);
      for (const listener of stateListeners) listener(state);
    });
  };
  // The journal and the link tell of changes only once everything below stands.
  let awake = false;
  const whenAwake = (work: () => void) => () => {
    if (awake) work();
  };
  const journal = await openJournal(ports.journal, engineWords.journal, whenAwake(changed));
  const link = makeLink(
    ports,
    () => ({ server: self.server, device: self.device, clerk: self.clerkToken }),
    say('offline'),
    {
      changed: whenAwake(() => lineTurned()),
      notEnrolled: whenAwake(() => void people.forgetDevice().finally(changed)),
      clerkGone() {
        self.clerk = null;
        self.clerkToken = null;
        changed();
      },
    },
  );
  const core: Core = { ports, journal, link, clock, self, alone: oneAtATime(), changed: whenAwake(changed) };

  const seen = makeSeen(core);
  const prints = makePrintQueue(core);
  const acts: Acts = makeActs(core, (act, { conclusion }) => {
    const opened = shift.safeParse(conclusion.value);
    if (act.kind === 'openShift' && opened.success) self.shift = opened.data;
    if (act.kind === 'closeShift' && !isRefused(conclusion.value)) self.shift = null;
    if (act.kind === 'openShift' || act.kind === 'closeShift') void ports.cache.set('shift', self.shift);
    prints.run();
    sales.watchReader();
  });
  const sales = makeSales(core, { acts, prints, seen });
  const counter = makeCounter(core, acts);
  const sync = makeSync(core);
  const heartbeat = makeHeartbeat(core, { sync, seen });
  const live = makeLiveSeats(core, {
    seats: (event) => seatListeners.forEach((listener) => void listener(event)),
    free: (event) => freeListeners.forEach((listener) => void listener(event)),
    // Whoever stands here is to know at once, not at the next minute's question.
    down: () => void (stopped || heartbeat.start()),
  });
  const people = makePeople(core, vault, () => {
    live.connect();
    void heartbeat.start();
    goOn();
  });
  const parts = { acts, prints };

  // A line that comes and goes with every request must not drive the till round in circles.
  let rest: (() => void) | null = null;
  let again = false;
  function goOn(): void {
    if (rest || stopped) {
      again = true;
      return;
    }
    rest = ports.clock.after(restMs, () => {
      rest = null;
      if (again) goOn();
    });
    again = false;
    if (!link.online()) return;
    acts.kick();
    sales.watchReader();
    void counter.refreshShift();
    void heartbeat.mend();
  }
  function lineTurned(): void {
    self.since = clock.now() ?? self.since;
    // Whoever signed in with the line cut has no word of the server; it asks for the PIN once.
    if (link.online() && self.clerkToken === null) self.clerk = null;
    if (link.online()) goOn();
    else heartbeat.hurry();
    changed();
  }
  async function setServer(url: string): Promise<void> {
    self.server = url.replace(/\/+$/, '');
    await ports.cache.set('server', self.server);
    live.connect();
    await heartbeat.start();
  }

  const handlers = makeHandlers(core, {
    people,
    sales,
    counter,
    choosing: makeChoosing(core, seen),
    prints,
    live,
    setServer,
  });
  const call = async (name: CallName, input: unknown) => {
    const parsed = calls[name].in.safeParse(input);
    if (!parsed.success) return say('invalid_request');
    if (!withoutClerk.has(name) && (!self.clerk || self.locked)) return say('clerk_signed_out');
    const handler = handlers[name] as (input: unknown) => Promise<unknown>;
    const said = await handler(parsed.data).catch(() => (journal.problem() ? say('journal_failed') : say('failed')));
    changed();
    if (isRefused(said)) return said;
    const value = calls[name].out.safeParse(said);
    return value.success ? { value: value.data } : say('failed');
  };

  awake = true;
  live.connect();
  prints.run();
  void heartbeat.start();
  return {
    state: async () => showState(core, parts),
    async call(name, input) {
      const said = await call(name, input);
      return isRefused(said) ? { ok: false, refusal: said } : { ok: true, value: said.value as never };
    },
    onState: (listener) => listen(stateListeners, listener),
    onSeats: (listener) => listen(seatListeners, listener),
    onFree: (listener) => listen(freeListeners, listener),
    stop() {
      stopped = true;
      rest?.();
      for (const part of [acts, prints, sales, heartbeat, live]) part.stop();
    },
  };
}

function listen<T>(listeners: Set<(event: T) => void>, listener: (event: T) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

async function openVault(ports: Ports): Promise<Vault> {
  const kept = vaultShape.safeParse(await ports.vault.read());
  if (kept.success) return kept.data;
  const fresh: Vault = { device: null, instance: ports.uuid(), known: [] };
  await ports.vault.write(fresh);
  return fresh;
}

async function wakeSelf(ports: Ports, vault: Vault): Promise<Self> {
  const server = z.string().safeParse(await ports.cache.get('server'));
  return {
    server: ports.shell.server ?? server.data ?? null,
    device: vault.device,
    instance: vault.instance,
    clerk: null,
    clerkToken: null,
    locked: false,
    facts: kioskFacts.safeParse(await ports.cache.get('facts')).data ?? null,
    shift: shift.safeParse(await ports.cache.get('shift')).data ?? null,
    since: new Date(ports.clock.wall()).toISOString(),
    printer: printerSettings.safeParse(await ports.cache.get('printer')).data ?? ports.printer.usual,
    accepted: 0,
  };
}
