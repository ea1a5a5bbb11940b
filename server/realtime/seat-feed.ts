import type { Logger } from 'pino';
import type { SeatDelta, SeatSnapshot } from '../contract/feed.ts';
import type { Db } from '../db.ts';
import { loadFloor, type ScreeningFloor } from '../domain/seats/load-floor.ts';
import { followNotices } from './follow-notices.ts';

/**
 * What every open screen sees of the seats. The feed never trusts a message about a change: told that something
 * happened, it reads the committed states and sends the difference to what it sent before. So a lost, doubled or early
 * nudge does no harm, and nothing is sent that was not committed.
 */
export interface SeatFeed {
  /** A change was committed: look soon. */
  nudge(screeningId: number): void;
  /** Counts one more watcher. Null, and nothing counted, if there is no such screening. */
  watch(screeningId: number): Promise<SeatSnapshot | null>;
  unwatch(screeningId: number): void;
  /**
   * The floor as committed within the last `most` ms, with the version that the next message will follow on. With 0, it is
   * read after this was asked.
   */
  read(screeningId: number, most?: number): Promise<{ floor: ScreeningFloor; version: number } | null>;
  onDelta(listener: (delta: SeatDelta) => void): void;
  stop(): void;
}

/** Changes closer together than this travel in one message; the first of them leaves at once. */
const coalesceMs = 50;
/** As old as a look at the floor may be, for those who only look. A change that this process knows of ends it at once. */
const freshMs = 50;
/** A screening that nobody watches is forgotten after this. */
const forgetMs = 3_600_000;

interface Followed {
  watchers: number;
  version: number;
  floor: ScreeningFloor | null;
  /** The read under way, and the one that waits for its end: whoever asks meanwhile shares the latter. */
  reading: Promise<void>;
  waiting: Promise<Followed> | null;
  lastRead: number;
  /** A change was committed after the last read began. */
  stale: boolean;
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

  /** What is known, if that is fresh; else a read, which everybody who asks meanwhile shares. */
  async function recent(id: number, most = freshMs): Promise<Followed> {
    const entry = followed.get(id);
    const now = Date.now();
    const expired = entry?.floor?.nextExpiry && entry.floor.nextExpiry.getTime() <= now;
    return entry?.floor && !entry.stale && !expired && now - entry.lastRead < most ? entry : refresh(id);
  }

  async function look(id: number, entry: Followed): Promise<void> {
    entry.lastRead = Date.now();
    entry.stale = false;
    const floor = await loadFloor(db, id);
    const before = entry.floor?.symbols;
    entry.floor = floor;
    if (!floor) return;
    if (before !== undefined && before !== floor.symbols) {
      entry.version += 1;
      const delta = { session: id, version: entry.version, changes: difference(before, floor.symbols) };
      for (const listener of listeners) listener(delta);
    }
    lookAtExpiry(id, entry, floor.nextExpiry);
  }

  /** A dead hold frees its seats without anybody writing anything, so the feed looks again at that moment. */
  function lookAtExpiry(id: number, entry: Followed, at: Date | null): void {
    clearTimeout(entry.nextExpiry);
    if (!at) return;
    const wait = Math.max(0, at.getTime() - Date.now()) + 20;
    entry.nextExpiry = setTimeout(() => nudge(id), wait).unref();
  }

  function nudge(id: number): void {
    const entry = followed.get(id);
    if (entry) entry.stale = true;
    if (!entry || entry.watchers === 0 || entry.next) return;
    const wait = Math.max(0, entry.lastRead + coalesceMs - Date.now());
    entry.next = setTimeout(() => {
      entry.next = undefined;
      refresh(id).catch((fault) => log.error({ err: fault, screening: id }, 'the seat feed could not read'));
    }, wait);
  }

  const notices = followNotices(db, log, (ids) => {
    for (const id of ids) nudge(id);
    for (const [id, entry] of followed) {
      if (entry.watchers === 0 && entry.lastRead < Date.now() - forgetMs) forget(id, entry);
    }
  });

  function forget(id: number, entry: Followed): void {
    clearTimeout(entry.next);
    clearTimeout(entry.nextExpiry);
    followed.delete(id);
  }

  return {
    nudge,
    async watch(id) {
      const entry = await recent(id);
      if (!entry.floor) return null;
      entry.watchers += 1;
      return { version: entry.version, states: entry.floor.symbols };
    },
    unwatch(id) {
      const entry = followed.get(id);
      if (entry) entry.watchers = Math.max(0, entry.watchers - 1);
    },
    async read(id, most) {
      const { floor, version } = await recent(id, most);
      return floor && { floor, version };
    },
    onDelta: (listener) => listeners.push(listener),
    stop() {
      notices.stop();
      for (const [id, entry] of followed) forget(id, entry);
    },
  };
}

function blank(): Followed {
  return {
    watchers: 0,
    version: 0,
    floor: null,
    reading: Promise.resolve(),
    waiting: null,
    lastRead: 0,
    stale: false,
    next: undefined,
    nextExpiry: undefined,
  };
}

function difference(before: string, after: string): [number, string][] {
  return Array.from(after, (symbol, i): [number, string] => [i, symbol]).filter(([i, symbol]) => before[i] !== symbol);
}
