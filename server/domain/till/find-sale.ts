import { type Refusal, refuse } from '../../contract/refusals.ts';
import type { Sale } from '../../contract/till/sales.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { driveReader } from '../payments/drive-reader.ts';
import { saleOrder, showSale } from './show-sale.ts';

/**
 * How a sale goes; also what a till asks whose answer was lost. A card that is awaited is asked about, and taken up again
 * if a crash left it half begun. Refusal: `not_found` if the sale never arrived.
 */
export async function findSale(house: House, actor: Actor, uuid: string): Promise<Sale | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  const orderId = await saleOrder(sql(house.db), actor, uuid);
  if (orderId === null) return refuse('not_found');
  await driveReader(house, actor, orderId);
  return showSale(house, actor, uuid);
}
