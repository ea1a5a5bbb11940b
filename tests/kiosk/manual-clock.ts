import type { Ports } from '../../kiosk/till/ports.ts';

export interface ManualClock {
  port: Ports['clock'];
  /** Lets time pass; what falls due happens in order, each with all that follows from it. */
  pass(ms: number): Promise<void>;
  /** Somebody sets the machine's own clock. */
  setWall(ms: number): void;
}

/** Time that passes only when the test says so. */
export function manualClock(wallAtStart = Date.parse('2026-11-20T18:00:00Z')): ManualClock {
  let now = 0;
  let wall = wallAtStart;
  let due: { at: number; act: () => void }[] = [];
  return {
    port: {
      wall: () => wall,
      monotonic: () => now,
      after(ms, act) {
        const one = { at: now + ms, act };
        due.push(one);
        return () => {
          due = due.filter((other) => other !== one);
        };
      },
    },
    setWall(ms) {
      wall = ms;
    },
    async pass(ms) {
      const until = now + ms;
      await settled();
      for (;;) {
        const next = due.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        due = due.filter((one) => one !== next);
        wall += Math.max(0, next.at - now);
        now = Math.max(now, next.at);
        next.act();
        await settled();
      }
      wall += until - now;
      now = until;
    },
  };
}

/** Long enough for everything that waits for nothing but promises. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
