import type { App } from 'electron';
import type { Ports } from '../till/ports.ts';

/** A fault within the first minute would only come again. */
const youngMs = 60_000;

/**
 * After a fault of our own nothing in memory can be trusted, while everything that counts is in the journal: the app
 * ends, and starts anew unless it has only just started.
 */
export function startAnewAfter(
  faults: { on(event: 'uncaughtException' | 'unhandledRejection', act: (fault: unknown) => void): unknown },
  app: Pick<App, 'relaunch' | 'exit'>,
  clock: Pick<Ports['clock'], 'monotonic'>,
  note: (fault: unknown) => void = console.error,
): void {
  const started = clock.monotonic();
  const end = (fault: unknown) => {
    note(fault);
    if (clock.monotonic() - started >= youngMs) app.relaunch();
    app.exit(1);
  };
  faults.on('uncaughtException', end);
  faults.on('unhandledRejection', end);
}
