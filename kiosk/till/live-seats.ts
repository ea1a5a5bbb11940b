import type { FreeEvent, SeatsEvent } from '../ipc-contract.ts';
import type { Core } from './core.ts';
import type { Live } from './ports.ts';

export interface LiveSeats {
  watch(screening: number): Promise<void>;
  unwatch(screening: number): void;
  /** Begins anew with the server and the token as they are now. */
  connect(): void;
  stop(): void;
}

/** Passes on what happens to the seats of the halls that are looked at: all of them first, then each change, in order. */
export function makeLiveSeats(
  core: Core,
  tell: { seats(event: SeatsEvent): void; free(event: FreeEvent): void; down(): void },
): LiveSeats {
  let live: Live | null = null;
  /** Screening → the version that the screens have. */
  const versions = new Map<number, number | null>();

  async function snapshot(screening: number): Promise<void> {
    const from = live;
    const told = await from?.watch(screening);
    if (!told || from !== live || !versions.has(screening)) return;
    versions.set(screening, told.version);
    tell.seats({ kind: 'snapshot', screening, states: told.states });
  }

  return {
    watch(screening) {
      versions.set(screening, null);
      return snapshot(screening);
    },
    unwatch(screening) {
      versions.delete(screening);
      live?.unwatch(screening);
    },
    connect() {
      live?.close();
      const { server, device: token } = core.self;
      live =
        server === null || token === null
          ? null
          : core.ports.live(
              { server, token },
              {
                up() {
                  for (const screening of versions.keys()) void snapshot(screening);
                },
                down: () => tell.down(),
                seats({ session: screening, version, changes }) {
                  const seen = versions.get(screening);
                  if (typeof seen !== 'number' || version <= seen) return;
                  versions.set(screening, version);
                  tell.seats({ kind: 'changes', screening, changes });
                },
                free: (changes) => tell.free(changes),
              },
            );
    },
    stop: () => live?.close(),
  };
}
