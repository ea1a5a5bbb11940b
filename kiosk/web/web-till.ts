import type { FreeEvent, SeatsEvent, Till } from '../ipc-contract.ts';
import type { TillState } from '../ipc-state.ts';
import { makeTill, type RunningTill } from '../till/make-till.ts';
import { webPorts } from './ports.ts';

/** Of two tabs one holds it: two engines would write over each other's journal. */
const lock = 'foyer-till';

/**
 * The till in a page of a browser: the same engine as in the app. While another tab has it, this one only says so, and
 * goes on where that one stopped once it is closed.
 */
export async function openWebTill(version: string): Promise<Till> {
  let engine: RunningTill | null = null;
  const states = new Set<(state: TillState) => void>();
  const seats = new Set<(event: SeatsEvent) => void>();
  const free = new Set<(event: FreeEvent) => void>();

  async function wake(): Promise<void> {
    const running = await makeTill(await webPorts(version));
    running.onState((state) => states.forEach((listener) => void listener(state)));
    running.onSeats((event) => seats.forEach((listener) => void listener(event)));
    running.onFree((event) => free.forEach((listener) => void listener(event)));
    document.addEventListener('fullscreenchange', tell);
    engine = running;
    await tell();
  }
  async function tell(): Promise<void> {
    const state = await engine?.state();
    if (state) for (const listener of states) listener(state);
  }

  await new Promise<void>((resolve, reject) => {
    const untilClosed = () => new Promise<never>(() => {});
    void navigator.locks.request(lock, { ifAvailable: true }, (mine) => {
      if (mine) {
        wake().then(resolve, reject);
        return untilClosed();
      }
      resolve();
      void navigator.locks.request(lock, () => wake().then(untilClosed));
      return undefined;
    });
  });

  return {
    state: async () => (await engine?.state()) ?? elsewhere(version),
    async call(name, input) {
      if (!engine) return { ok: false, refusal: { code: 'elsewhere', message: '' } };
      return engine.call(name, input);
    },
    onState: (listener) => listen(states, listener),
    onSeats: (listener) => listen(seats, listener),
    onFree: (listener) => listen(free, listener),
  };
}

function listen<T>(listeners: Set<(event: T) => void>, listener: (event: T) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function elsewhere(version: string): TillState {
  return {
    phase: 'elsewhere',
    app: {
      face: 'browser',
      version,
      server: location.origin,
      update: 'none',
      fullscreen: false,
      vaultWarning: null,
      journalProblem: null,
    },
    link: { status: 'online', since: new Date().toISOString() },
    now: null,
    facts: null,
    clerk: null,
    shift: null,
    sale: null,
    open: [],
    prints: [],
    printer: { settings: { kind: 'system', name: null, paper: 80 }, ready: true, problem: null },
    cut: { selling: 'none', allotted: [], accepted: 0, sales: [] },
  };
}
