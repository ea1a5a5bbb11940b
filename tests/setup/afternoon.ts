import { type Db, sql } from '../../server/db.ts';

/**
 * Lets it be afternoon in the cinema, whatever the hour of this run: what is on in a moment is of today, and no business day
 * ends while a test is at its work. To be called before screenings are made.
 */
export async function letItBeAfternoon(db: Db): Promise<void> {
  await sql(db).query('UPDATE cinema SET time_zone = $1', [zoneWhereItIs(15)]);
}

/** A zone of the world where this is the hour now. */
export function zoneWhereItIs(hour: number): string {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  // The signs of these zones are those of POSIX: behind Greenwich is plus.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
