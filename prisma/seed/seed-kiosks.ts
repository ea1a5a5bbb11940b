import { sql } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import type { House } from '../../server/domain/house.ts';
import { registerKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { codeHash } from '../../server/domain/kiosks/secrets.ts';
import { accepted } from './accepted.ts';
import { demoCodeOf, demoTills } from './tills.ts';

/** Two tills that wait to be let in, with codes that stay: nothing but the demo heeds those. */
export async function seedKiosks(house: House, actor: Actor): Promise<void> {
  for (const name of demoTills) {
    const { id } = accepted(await registerKiosk(house, actor, { name }));
    await sql(house.db).query('UPDATE kiosks SET enrolment_hash = $2, enrolment_stays = true WHERE id = $1', [
      id,
      codeHash(demoCodeOf(name)),
    ]);
  }
}
