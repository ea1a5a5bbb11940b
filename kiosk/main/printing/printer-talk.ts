import { machineWords } from '../../../server/contract/words/en/till-machine.ts';

/** Asks a printer at once, whatever it is doing. Source: Epson ESC/POS, DLE EOT n. */
export const askOffline = Uint8Array.of(0x10, 0x04, 2);
/** Asks for the paper sensor once everything before it has been printed. Source: Epson ESC/POS, GS r 1. */
export const askWhenDone = Uint8Array.of(0x1d, 0x72, 1);

const coverOpen = 0x04;
const paperOut = 0x20;
const error = 0x40;

/** What keeps the printer from printing, in words, by its answer to `askOffline`; null if nothing does. */
export function troubleIn(status: number): string | null {
  const words = machineWords.printer;
  if (status & paperOut) return words.paper;
  if (status & coverOpen) return words.cover;
  return status & error ? words.trouble : null;
}
