import { getTill } from '../../server/contract/api/till/devices.ts';
import { getTillHouse } from '../../server/contract/api/till/programme.ts';
import type { Core } from './core.ts';
import { isRefused } from './refusals.ts';
import type { Seen } from './seen.ts';
import type { Sync } from './sync.ts';

const wholeMs = 60_000;
const cutMs = 5_000;

export interface Heartbeat {
  start(): Promise<void>;
  /** The line was lost: it is looked for more often. */
  hurry(): void;
  /** The line is back, or somebody has come: hand in, fetch the lease if it is time, see its halls. */
  mend(): Promise<void>;
  stop(): void;
}

/** Asks for the facts every minute, which also tells whether the line is whole, and renews the lease now and then. */
export function makeHeartbeat(core: Core, { sync, seen }: { sync: Sync; seen: Seen }): Heartbeat {
  const { link, ports, self, clock } = core;
  let next: (() => void) | null = null;
  let stopped = false;

  async function mend(): Promise<void> {
    if (!(await sync.run())) return;
    for (const { screening } of core.journal.memory().lease?.allotted.allotments ?? []) {
      const house = await link.read(getTillHouse, { params: { id: screening } });
      if (!isRefused(house)) await seen.keepHouse(house);
    }
  }

  async function beat(): Promise<void> {
    if (stopped) return;
    next = null;
    const began = ports.clock.monotonic();
    const told = self.device === null ? null : await link.read(getTill, {});
    if (told && !isRefused(told)) {
      self.facts = told;
      clock.heard(told.now, ports.clock.monotonic() - began);
      await ports.cache.set('facts', told);
      core.changed();
    }
    await ports.cache.set('clock', clock.memo());
    if (link.online()) void mend();
    if (!stopped) after(link.online() ? wholeMs : cutMs);
  }

  /** One beat is ahead at any time, also when two were asked for at once. */
  function after(ms: number): void {
    next?.();
    next = ports.clock.after(ms, () => void beat());
  }

  return {
    start() {
      next?.();
      next = null;
      return beat();
    },
    hurry() {
      if (next) after(cutMs);
    },
    mend,
    stop() {
      stopped = true;
      next?.();
    },
  };
}
