import type { TillState } from '../ipc-state.ts';
import type { Ports } from '../till/ports.ts';

/** The part of electron-updater's `autoUpdater` that is needed. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  on(event: 'update-downloaded' | 'error', listener: (what: never) => void): unknown;
  checkForUpdates(): Promise<unknown>;
  quitAndInstall(silent: boolean, startAgain: boolean): void;
}

export interface Updates {
  waiting(): boolean;
  /** A person wants it: at the next moment in which nothing is at hand. */
  wish(): void;
  stop(): void;
}

const checkMs = 6 * 3_600_000;
const lookMs = 30_000;

/** Nothing is sold, asked for or printed. Unasked, the till is put aside only when nobody is signed in. */
export function isIdle(state: TillState, wished: boolean): boolean {
  const selling = state.sale !== null && !['paid', 'refused', 'cancelled', 'expired'].includes(state.sale.phase);
  const printing = state.prints.some((sheet) => sheet.status === 'printing' || sheet.status === 'waiting');
  return !selling && state.open.length === 0 && !printing && (wished || state.clerk === null);
}

/** Looks for a newer version now and every six hours, fetches it, and installs it when the till is idle. */
export function keepUpdated(updater: Updater, clock: Ports['clock'], state: () => Promise<TillState>): Updates {
  let fetched = false;
  let wished = false;
  let next: () => void = () => {};

  const check = () => void updater.checkForUpdates().catch(() => {});
  const every = (ms: number, act: () => void) => {
    act();
    next = clock.after(ms, () => every(ms, act));
  };
  const installIfIdle = async () => {
    if (isIdle(await state(), wished)) updater.quitAndInstall(true, true);
  };
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  updater.on('error', () => {});
  updater.on('update-downloaded', () => {
    if (fetched) return;
    fetched = true;
    next();
    every(lookMs, () => void installIfIdle());
  });
  every(checkMs, check);
  return {
    waiting: () => fetched,
    wish() {
      wished = true;
      if (fetched) void installIfIdle();
    },
    stop: () => next(),
  };
}
