import type { Logger } from 'pino';
import type { SeatDelta, SeatSnapshot } from '../contract/feed.ts';
import type { Db } from '../db.ts';
import { loadFloor, type ScreeningFloor, withHeld } from '../domain/seats/load-floor.ts';
import { followNotices } from './follow-notices.ts';

/**
 * What every open screen sees of the seats. The feed never trusts a message about a change: told that something
 * happened, it reads the committed states and sends the difference to what it knew before. So a lost, doubled or early
 * nudge does no harm, and nothing is sent that was not committed.
 */
export interface SeatFeed {
  /** A change was committed: look soon. `held`: it was this, a hold of this process on these seats. */
  nudge(screeningId: number, held?: readonly number[]): void;
  /** Counts one more watcher. Null, and nothing counted, if there is no such screening. At once where the floor is known. */
  watch(screeningId: number): SeatSnapshot | null | Promise<SeatSnapshot | null>;
  unwatch(screeningId: number): void;
  /**
   * The floor as committed within the last `most` ms, with the version that the next message will follow on. With 0, it is
   * read after this was asked.
   */
  read(screeningId: number, most?: number): Promise<{ floor: ScreeningFloor; version: number } | null>;
  /**
   * The floor that a choice is judged by: as committed within the last `freshMs`, with the holds of this process that came
   * since. So a buyer does not wait for the floor to be read because another has just bought.
   */
  judge(screeningId: number): Promise<ScreeningFloor | null>;
  onDelta(listener: (delta: SeatDelta) => void): void;
  stop(): void;
}

/** As old as a look at the floor may be, for those who only look. A change that this process knows of ends it at once. */
const freshMs = 50;
/** The same for those who will be told of what changes, as those were who watch already: the notices are no faster. */
const followedMs = 1_000;
/** A screening that nobody watches is forgotten after this. */
const forgetMs = 3_600_000;

/**
 * Changes closer together than this travel in one message; the first of them leaves at once. A message is a read of the
 * floor, which costs as much as a hundred writes, and a write for each screen: a small house hears of nearly every change
 * by itself, and what it takes to tell a thousand is a third of a processor at most.
 */
export function coalesceMs(watchers: number): number {
  return Math.max(5, Math.min(50, watchers / 30));
}

interface Followed {
  watchers: number;
  version: number;
  floor: ScreeningFloor | null;
  /** Places in the plan that changed since the last message; also those that changed back, for who read in between. */
  untold: Set<number>;
  /** The read under way, and the one that waits for its end: whoever asks meanwhile shares the latter. */
  reading: Promise<void>;
  waiting: Promise<Followed> | null;
  lastRead: number;
  /** A change was committed after the last read began. */
  stale: boolean;
  /** When the reading of `floor` began, and the seats that this process has held since. */
  since: number;
  held: number[];
  /** How many other changes are known of, and were when that reading began. */
  others: number;
  othersThen: number;
  /** When the last message was begun; whether it is under way; the next one. */
  lastTold: number;
  telling: boolean;
  next: NodeJS.Timeout | undefined;
  nextExpiry: NodeJS.Timeout | undefined;
}

export function createSeatFeed(db: Db, log: Logger): SeatFeed {
  const followed = new Map<number, Followed>();
  const listeners: ((delta: SeatDelta) => void)[] = [];

  /** One read at a time per screening, so that versions follow the order of what was committed. */
  function refresh(id: number): Promise<Followed> {
    const entry = followed.get(id) ?? blank();
    followed.set(id, entry);
    entry.waiting ??= entry.reading.then(async () => {
      entry.waiting = null;
      const reading = look(id, entry);
      entry.reading = reading.catch(() => {});
      await reading;
      if (!entry.floor) followed.delete(id);
      return entry;
    });
    return entry.waiting;
  }

  /** What is known, if it is no older than that. Else there is `refresh`, a read that everybody shares who asks meanwhile. */
  function known(id: number, ms: number): Followed | null {
    const entry = followed.get(id);
    if (!entry?.floor || entry.stale) return null;
    return isYoung(entry.floor, entry.lastRead, ms) ? entry : null;
  }

  async function look(id: number, entry: Followed): Promise<void> {
    const since = Date.now();
    const { others, held } = entry;
    const heldBefore = held.length;
    entry.lastRead = since;
    entry.stale = false;
    const floor = await loadFloor(db, id).catch((fault) => {
      entry.stale = true;
      throw fault;
    });
    const before = (entry.floor ?? floor)?.symbols;
    entry.floor = floor;
    entry.since = since;
    entry.othersThen = others;
    entry.held = held.slice(heldBefore);
    if (!floor) return;
    for (let at = 0; at < floor.symbols.length; at++) {
      if (floor.symbols[at] !== before?.[at]) entry.untold.add(at);
    }
    if (entry.untold.size > 0) tellSoon(id, entry);
    lookAtExpiry(id, entry, floor.nextExpiry);
  }

  /** A dead hold frees its seats without anybody writing anything, so the feed looks again at that moment. */
  function lookAtExpiry(id: number, entry: Followed, at: Date | null): void {
    clearTimeout(entry.nextExpiry);
    if (!at) return;
    const wait = Math.max(0, at.getTime() - Date.now()) + 20;
    entry.nextExpiry = setTimeout(() => nudge(id), wait).unref();
  }

  function nudge(id: number, held?: readonly number[]): void {
    const entry = followed.get(id);
    if (!entry) return;
    entry.stale = true;
    if (held) entry.held.push(...held);
    else entry.others += 1;
    if (entry.watchers > 0) tellSoon(id, entry);
  }

  /** Those who read the floor meanwhile, as every buyer does, bring no message forward. */
  function tellSoon(id: number, entry: Followed): void {
    if (entry.telling || entry.next) return;
    const wait = entry.lastTold + coalesceMs(entry.watchers) - Date.now();
    if (wait <= 0) tell(id, entry);
    else entry.next = setTimeout(() => tell(id, entry), wait);
  }

  async function tell(id: number, entry: Followed): Promise<void> {
    entry.next = undefined;
    entry.telling = true;
    entry.lastTold = Date.now();
    try {
      if (entry.stale) await refresh(id);
      send(id, entry);
      entry.telling = false;
      if (entry.stale && entry.watchers > 0) tellSoon(id, entry);
    } catch (fault) {
      // The notices will have it tried again.
      entry.telling = false;
      log.error({ err: fault, screening: id }, 'the seat feed could not read');
    }
  }

  function send(id: number, entry: Followed): void {
    const { floor, untold } = entry;
    if (!floor || untold.size === 0) return;
    entry.version += 1;
    entry.untold = new Set();
    const changes = Array.from(untold, (at): [number, string] => [at, floor.symbols[at] ?? 'b']);
    for (const listener of listeners) listener({ session: id, version: entry.version, changes });
  }

  const notices = followNotices(db, log, (ids) => {
    for (const id of ids) nudge(id);
    for (const [id, entry] of followed) {
      if (entry.stale && entry.watchers > 0) tellSoon(id, entry);
      if (entry.watchers === 0 && entry.lastRead < Date.now() - forgetMs) forget(id, entry);
    }
  });

  function forget(id: number, entry: Followed): void {
    clearTimeout(entry.next);
    clearTimeout(entry.nextExpiry);
    followed.delete(id);
  }

  async function judge(id: number): Promise<ScreeningFloor | null> {
    const entry = followed.get(id);
    const stands = entry?.floor && entry.others === entry.othersThen && isYoung(entry.floor, entry.since, freshMs);
    const { floor, held } = stands ? entry : await refresh(id);
    return floor && withHeld(floor, held);
  }

  function counted(entry: Followed): SeatSnapshot | null {
    if (!entry.floor) return null;
    entry.watchers += 1;
    return { version: entry.version, states: entry.floor.symbols };
  }

  return {
    nudge,
    watch(id) {
      const entry = known(id, followedMs);
      return entry ? counted(entry) : refresh(id).then(counted);
    },
    unwatch(id) {
      const entry = followed.get(id);
      if (entry) entry.watchers = Math.max(0, entry.watchers - 1);
    },
    async read(id, most = freshMs) {
      const { floor, version } = known(id, most) ?? (await refresh(id));
      return floor && { floor, version };
    },
    judge,
    onDelta: (listener) => listeners.push(listener),
    stop() {
      notices.stop();
      for (const [id, entry] of followed) forget(id, entry);
    },
  };
}

/** No older than that, and none of its holds has died since. */
function isYoung({ nextExpiry }: ScreeningFloor, since: number, ms: number): boolean {
  const now = Date.now();
  return now - since < ms && (nextExpiry === null || now < nextExpiry.getTime());
}

function blank(): Followed {
  return {
    watchers: 0,
    version: 0,
    floor: null,
    untold: new Set(),
    reading: Promise.resolve(),
    waiting: null,
    lastRead: 0,
    stale: false,
    since: 0,
    held: [],
    others: 0,
    othersThen: 0,
    lastTold: 0,
    telling: false,
    next: undefined,
    nextExpiry: undefined,
  };
}
