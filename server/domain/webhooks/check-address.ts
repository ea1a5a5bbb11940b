import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { House } from '../house.ts';

/** Asks, outside any transaction, whether webhooks may go to an address; else the refusal `webhook_address`. */
export async function checkAddress(house: Pick<House, 'webhooks'>, url: string): Promise<Refusal | null> {
  const why = await house.webhooks.problemWith(url);
  return why && refuse('webhook_address', { why });
}
