import { type Refusal, refuse } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';
import { releaseHold } from '../seats/release-hold.ts';

/** Gives a choice of this till back. Refusal: `not_found` for another's. */
export async function releaseAtTill(
  house: House,
  actor: Actor,
  holdId: number,
): Promise<{ released: boolean } | Refusal> {
  const no = denied(actor, 'sell_at_till');
  if (no) return no;
  const [own] = await sql(house.db).query('SELECT FROM holds WHERE id = $1 AND buyer = $2', [holdId, actor.buyer]);
  return own ? releaseHold(house, actor, holdId) : refuse('not_found');
}
