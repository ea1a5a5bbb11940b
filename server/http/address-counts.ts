import { networkOf } from '../contract/network-of.ts';

/** Counts what comes from each address within a while that begins with its first. */
export interface AddressCounts {
  /** Milliseconds to wait, or null if this one may pass. */
  take(address: string | undefined): number | null;
}

interface Count {
  taken: number;
  until: number;
}

/** In this process. No timer an address: those that are over are looked for once in a while. */
export function countAddresses(requests: number, seconds: number): AddressCounts {
  const counts = new Map<string, Count>();
  const whileMs = seconds * 1000;
  let nextSweep = 0;

  function sweep(now: number): void {
    nextSweep = now + whileMs;
    for (const [address, { until }] of counts) if (until <= now) counts.delete(address);
  }

  return {
    take(address) {
      const now = Date.now();
      if (now >= nextSweep) sweep(now);
      const network = networkOf(address);
      const count = counts.get(network);
      if (!count || count.until <= now) {
        counts.set(network, { taken: 1, until: now + whileMs });
        return null;
      }
      count.taken += 1;
      return count.taken > requests ? count.until - now : null;
    },
  };
}
