import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { livePort } from '../live-line.ts';
import type { Ports, Shell } from '../till/ports.ts';
import { machineClock } from './clock.ts';
import { cacheFolder } from './disk/cache-folder.ts';
import { journalFile } from './disk/journal-file.ts';
import { type Safe, vaultFile } from './disk/vault-file.ts';
import { hashPin } from './hash-pin.ts';

/** Where on this machine the till keeps what: below the app's own data folder. */
export const placesIn = (data: string) => ({
  journal: join(data, 'till/journal.log'),
  vault: join(data, 'till/vault.json'),
  cache: join(data, 'till/seen'),
  sheets: join(data, 'printed'),
});

/** All that the engine needs, on the computer at the counter. */
export function machinePorts(
  data: string,
  { safe, printer, shell }: { safe: Safe; printer: Ports['printer']; shell: Shell },
): Ports {
  const places = placesIn(data);
  return {
    // Never follows anywhere else.
    fetch: (url, init) => fetch(url, { ...init, redirect: 'error' }),
    live: livePort,
    clock: machineClock,
    journal: journalFile(places.journal),
    vault: vaultFile(places.vault, safe),
    cache: cacheFolder(places.cache),
    uuid: randomUUID,
    hashPin,
    printer,
    shell,
  };
}
