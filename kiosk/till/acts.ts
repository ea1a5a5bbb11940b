import type { SaleAtHand } from '../ipc-state.ts';
import { askedBy } from './asked.ts';
import { type Conclusion, conclude, type Fate } from './conclude.ts';
import type { Core } from './core.ts';
import type { Act } from './journal/records.ts';
import type { Outcome } from './link.ts';

export interface Acts {
  /** Writes the act down, then sends it. Rejects, with nothing sent, if it cannot be written down. */
  begin(act: Act, sale: SaleAtHand | null): Promise<{ end: Promise<Ended> }>;
  /** From now on what is asked is that the sale never be. */
  abandon(uuid: string): Promise<void>;
  /** How often an act was asked about without an answer; at least once for those that a restart found. */
  attempts(uuid: string): number;
  /** Resolves when the act has come to its end, also one that a restart found. */
  ended(uuid: string): Promise<void>;
  /** Was this sale at hand already when the till started? */
  resumed(sale: string): boolean;
  /** Asks again at once, as when the line is back or somebody has signed in. */
  kick(): void;
  stop(): void;
}
export interface Ended {
  fate: Fate;
  conclusion: Conclusion;
}

const backoffMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Sees to it that every act comes to a definite end: the same uuid is asked again and again until the server says yes
 * or no. What the end means is written down in one line before anybody is told of it.
 */
export function makeActs(core: Core, ended: (act: Act, end: Ended) => void): Acts {
  const tries = new Map(core.journal.memory().acts.map((act) => [act.uuid, 1]));
  const found = new Set(core.journal.memory().sales.map((sale) => sale.uuid));
  const busy = new Set<string>();
  const later = new Map<string, () => void>();
  const waiting = new Map<string, ((end: Ended) => void)[]>();
  const endOf = (uuid: string) =>
    new Promise<Ended>((resolve) => waiting.set(uuid, [...(waiting.get(uuid) ?? []), resolve]));
  let stopped = false;

  const find = (uuid: string) => core.journal.memory().acts.find((act) => act.uuid === uuid);
  /** Acts on one sale end in the order in which they began. */
  const isNext = (act: Act) =>
    act.sale === null || core.journal.memory().acts.find((other) => other.sale === act.sale)?.uuid === act.uuid;

  async function attempt(uuid: string): Promise<void> {
    const act = find(uuid);
    if (!act || stopped || busy.has(uuid) || core.self.clerkToken === null || !isNext(act)) return;
    later.get(uuid)?.();
    later.delete(uuid);
    busy.add(uuid);
    const before = tries.get(uuid) ?? 0;
    const { operation, sent } = askedBy(act);
    const outcome = await core.link.ask(operation, sent);
    tries.set(uuid, before + 1);
    // If the disk does not take the end, there is none yet: the server will say the same again.
    const end = await settle(act, outcome, before > 0).catch(() => null);
    busy.delete(uuid);
    if (end === 'again') void attempt(uuid);
    else if (end) finish(act, end);
    else putOff(uuid, before);
    core.changed();
  }

  async function settle(act: Act, outcome: Outcome, askedBefore: boolean): Promise<Ended | 'again' | null> {
    const { sales } = core.journal.memory();
    const sale = sales.find((each) => each.uuid === act.sale) ?? null;
    if (outcome.kind === 'unknown') return null;
    const mayStillArrive = outcome.kind === 'refused' && askedBefore && act.kind === 'sale' && !act.abandoned;
    if (mayStillArrive && sale) {
      // An earlier copy of it may still be on its way: only what was called off for good cannot arrive any more.
      const { code, message } = outcome.refusal;
      await core.journal.write({ t: 'sale', sale: { ...sale, refusal: { code, message } }, documents: [] });
      await core.journal.write({ t: 'abandon', uuid: act.uuid });
      return 'again';
    }
    const conclusion = conclude(act, outcome, sale);
    if (!conclusion) return null;
    await core.journal.write({ t: 'end', uuid: act.uuid, sale: conclusion.sale, documents: conclusion.documents });
    return { fate: outcome, conclusion };
  }

  function finish(act: Act, end: Ended): void {
    tries.delete(act.uuid);
    ended(act, end);
    for (const tell of waiting.get(act.uuid) ?? []) tell(end);
    waiting.delete(act.uuid);
    kick();
  }

  function putOff(uuid: string, tried: number): void {
    if (stopped) return;
    const ms = backoffMs[Math.min(tried, backoffMs.length - 1)] ?? 15_000;
    later.set(
      uuid,
      core.ports.clock.after(ms, () => void attempt(uuid)),
    );
  }

  function kick(): void {
    for (const act of core.journal.memory().acts) void attempt(act.uuid);
  }

  return {
    async begin(act, sale) {
      await core.journal.write({ t: 'act', act, sale });
      const end = endOf(act.uuid);
      void attempt(act.uuid);
      return { end };
    },
    async abandon(uuid) {
      await core.journal.write({ t: 'abandon', uuid });
      void attempt(uuid);
    },
    attempts: (uuid) => tries.get(uuid) ?? 0,
    ended: async (uuid) => void (find(uuid) && (await endOf(uuid))),
    resumed: (sale) => found.has(sale),
    kick,
    stop() {
      stopped = true;
      for (const cancel of later.values()) cancel();
    },
  };
}
