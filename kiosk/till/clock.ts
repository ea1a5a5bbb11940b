import type { Ports } from './ports.ts';

/**
 * The server's clock as this till reckons it: what the server said, plus the time that has passed since on a clock
 * that cannot jump. The machine's own clock is used only after a restart with the line cut, and then only forward.
 */
export interface ServerClock {
  /** RFC 3339 UTC; null if the server was never heard. */
  now(): string | null;
  /** The server said `now` in answer to something sent `tookMs` ago. */
  heard(now: string, tookMs: number): void;
  /** What was heard before a restart, and the machine's clock then. */
  remember(before: { server: number; wall: number }): void;
  memo(): { server: number; wall: number } | null;
}

export function serverClock(clock: Ports['clock']): ServerClock {
  let offset: number | null = null;
  const at = () => (offset === null ? null : offset + clock.monotonic());
  return {
    now() {
      const ms = at();
      return ms === null ? null : new Date(ms).toISOString();
    },
    heard(now, tookMs) {
      const ms = Date.parse(now);
      if (!Number.isNaN(ms)) offset = ms + tookMs / 2 - clock.monotonic();
    },
    remember({ server, wall }) {
      offset ??= server + Math.max(0, clock.wall() - wall) - clock.monotonic();
    },
    memo() {
      const ms = at();
      return ms === null ? null : { server: ms, wall: clock.wall() };
    },
  };
}
