import { type Db, sql } from '../../db.ts';

export interface Profile {
  id: number;
  email: string;
  name: string;
  /** BCP 47. */
  language: string;
  /** Where they like to sit; null: where the house thinks best. */
  depth: 'front' | 'middle' | 'back' | null;
  aisle: boolean;
}

export async function findProfile(db: Db, userId: number): Promise<Profile | null> {
  const [profile] = await sql(db).query<Profile>(
    `SELECT id, email::text, name, language, seat_depth AS depth, seat_aisle AS aisle FROM users WHERE id = $1`,
    [userId],
  );
  return profile ?? null;
}
