import { reconcile as reconcileOperation, syncAllotments } from '../../server/contract/api/till/allotments.ts';
import type { OfflineSale } from '../../server/contract/till/allotments.ts';
import type { Core } from './core.ts';

export interface Sync {
  /**
   * Hands in what was sold with the line cut, then fetches the lease if it is time. True if it has come. While it is at
   * it already, nothing more happens.
   */
  run(): Promise<boolean>;
}

/** As many as the server takes at once. */
const atOnce = 100;
/** A lease is left alone that long: each time it is asked for, a line that is cut at that moment costs it. */
const restMs = 300_000;

/**
 * The way back to the server: first the sales made with the line cut, in order, until each has its verdict; only then
 * the lease. That a lease is being asked for is written down first: until the answer is there, nobody knows which seats
 * are this till's, and none is sold with the line cut.
 */
export function makeSync(core: Core): Sync {
  let running: Promise<boolean> | null = null;
  let leasedAt: number | null = null;
  const { journal, link, self } = core;

  /** False if some have no verdict yet. */
  async function reconcile(): Promise<boolean> {
    for (;;) {
      const waiting = journal.memory().cut.filter((one) => one.outcome === 'waiting');
      const [first] = waiting;
      if (!first) return true;
      const others = waiting.findIndex(({ instance }) => instance !== first.instance);
      const batch = waiting.slice(0, Math.min(atOnce, others === -1 ? atOnce : others));
      const entries: OfflineSale[] = batch.map(({ entry }) => entry);
      const told = await link.ask(reconcileOperation, { body: { instance: first.instance, entries } });
      const asked = new Set(entries.map(({ uuid }) => uuid));
      const results = told.kind === 'ok' ? told.value.results.filter(({ uuid }) => asked.has(uuid)) : [];
      if (results.length === 0) return false;
      await journal.write({ t: 'verdicts', results });
      self.accepted += results.filter(({ outcome }) => outcome === 'accepted').length;
      // Seats that were not sold come back with the next lease.
      leasedAt = null;
    }
  }

  /** The uuid of the question; null if something was sold with the line cut a moment ago. */
  async function prepare(): Promise<string | null> {
    const { cut, syncing } = journal.memory();
    if (cut.some((one) => one.outcome === 'waiting')) return null;
    if (syncing !== null) return syncing;
    const uuid = core.ports.uuid();
    await journal.write({ t: 'syncing', uuid });
    return uuid;
  }

  function due(): boolean {
    const { lease: held, syncing } = journal.memory();
    if (held?.stale) return false;
    return !held || syncing !== null || leasedAt === null || core.ports.clock.monotonic() - leasedAt >= restMs;
  }

  async function lease(): Promise<boolean> {
    const uuid = due() ? await core.alone(prepare) : null;
    if (uuid === null) return false;
    const instance = self.instance;
    const epoch = journal.memory().lease?.allotted.epoch ?? 0;
    const told = await link.ask(syncAllotments, { body: { uuid, instance, epoch } });
    if (told.kind === 'ok') {
      await journal.write({ t: 'leased', instance, allotted: told.value });
      leasedAt = core.ports.clock.monotonic();
      return true;
    }
    if (told.kind === 'refused' && told.refusal.code === 'epoch_stale') {
      await journal.write({ t: 'stale' });
    }
    return false;
  }

  async function all(): Promise<boolean> {
    try {
      return self.device !== null && (await reconcile()) && (await lease());
    } catch {
      // The disk is full: what is not written down did not happen; the next run asks again.
      return false;
    } finally {
      core.changed();
    }
  }

  return {
    run() {
      running ??= all().finally(() => {
        running = null;
      });
      return running;
    },
  };
}
