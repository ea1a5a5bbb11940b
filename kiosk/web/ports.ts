import { livePort } from '../live-line.ts';
import type { Ports } from '../till/ports.ts';
import { openDatabase } from './database.ts';
import { hashPin } from './hash-pin.ts';
import { journalStore } from './journal-store.ts';
import { cache, vault } from './keep.ts';
import { printSheet } from './print-sheet.ts';

/** What the engine needs, as a page of a browser has it. */
export async function webPorts(version: string): Promise<Ports> {
  const database = await openDatabase();
  // Asked not to clear away what a till must not forget. It may refuse.
  void navigator.storage.persist();
  return {
    fetch: (url, init) => fetch(url, { ...init, credentials: 'omit', cache: 'no-store' }),
    live: livePort,
    clock: {
      wall: () => Date.now(),
      monotonic: () => performance.now(),
      after(ms, act) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    },
    journal: journalStore(database),
    vault: vault(database),
    cache: cache(database),
    uuid: () => crypto.randomUUID(),
    hashPin,
    printer: {
      print: printSheet,
      list: async () => [],
      usual: { kind: 'system', name: null, paper: 80 },
    },
    shell: {
      face: 'browser',
      version,
      server: location.origin,
      setFullscreen(on) {
        if (on) void document.documentElement.requestFullscreen();
        else if (document.fullscreenElement) void document.exitFullscreen();
      },
      fullscreen: () => document.fullscreenElement !== null,
      installUpdate: () => location.reload(),
      quit: () => window.close(),
    },
  };
}
