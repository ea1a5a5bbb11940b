import { sql } from '../../server/db.ts';
import type { House } from '../../server/domain/house.ts';

/** A zone in which the clock stands between this full hour and the next now. */
export function zoneAt(hour: number): string {
  const hours = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/** Puts the cinema where it is evening now: what begins in a minute is tonight's, whenever this runs. */
export async function whereItIsEvening(house: House): Promise<void> {
  await sql(house.db).query('UPDATE cinema SET time_zone = $1', [zoneAt(20)]);
}
