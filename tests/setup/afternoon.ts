import { type Db, sql } from '../../server/db.ts';

/**
 * Lets it be afternoon in the cinema, whatever the hour of this run: what is on in a moment is of today, and no business day
 * ends while a test is at its work. To be called before screenings are made.
 */
export async function letItBeAfternoon(db: Db): Promise<void> {
  const ahead = ((15 - new Date().getUTCHours() + 36) % 24) - 12;
  // The signs of these zones are those of POSIX: behind Greenwich is plus.
  const zone = `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
  await sql(db).query('UPDATE cinema SET time_zone = $1', [zone]);
}
