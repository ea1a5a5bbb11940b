import type { Refusal } from '../../contract/refusals.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import type { House } from '../house.ts';

/** Gives a hold's seats back at once. A hold that has ended already stays ended; one that is an order is not touched. */
export async function releaseHold(
  house: House,
  actor: Actor,
  holdId: number,
): Promise<{ released: boolean } | Refusal> {
  const no = denied(actor, 'release_hold');
  if (no) return no;
  const [row] = await sql(house.db).query<{ screening_id: number; released: boolean }>(
    {
      name: 'release_hold',
      text: `SELECT h.screening_id, end_hold(h.id) AS released FROM holds h
              WHERE h.id = $1 AND NOT EXISTS (SELECT FROM orders o WHERE o.hold_id = h.id)`,
    },
    [holdId],
  );
  if (row?.released) house.seatsChanged(row.screening_id);
  return { released: row?.released ?? false };
}
