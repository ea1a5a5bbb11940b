import type { Ports } from '../../till/ports.ts';

/** More failures than this within the span, and loading the page again is no cure. */
const most = 3;
const spanMs = 5 * 60_000;
/** Reloading while Electron still reports the failure can take the main process down with it. */
const deferMs = 300;

/** What a window does when its page dies: it is loaded again, a few times; then a person is asked. */
export function recovery(clock: Ports['clock'], host: { reload(): void; giveUp(): void }): (reason: string) => void {
  let failures: number[] = [];
  return (reason) => {
    if (reason === 'clean-exit') return;
    const now = clock.monotonic();
    failures = [...failures.filter((at) => now - at < spanMs), now];
    clock.after(deferMs, failures.length > most ? host.giveUp : host.reload);
  };
}
