import { createHash } from 'node:crypto';
import type { PriceEntry } from '../../contract/api/staff/price-cards.ts';

/** A fingerprint of what a price card says, in whatever order its entries come. */
export function cardRevision(name: string, entries: readonly PriceEntry[]): string {
  const lines = entries
    .map(({ ticketType, category, amount }) => JSON.stringify([ticketType, category, amount]))
    .sort();
  return createHash('sha256')
    .update(JSON.stringify([name, lines]))
    .digest('base64url')
    .slice(0, 22);
}
