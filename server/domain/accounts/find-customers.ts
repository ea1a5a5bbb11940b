import type { Sql } from '../../db.ts';

/** Trigrams find what has three letters. What is shorter is looked for as a whole. */
const fewestLetters = 3;

/**
 * Ids of the newest customers whose address has `email` in it and whose name, if given, has `name`, whatever the case: at
 * most `most`. By an index, however many customers there are.
 */
export async function findCustomers(
  sql: Sql,
  { email, name = '' }: { email: string; name?: string | undefined },
  most: number,
): Promise<number[]> {
  const within = email.trim().length >= fewestLetters;
  const rows = await sql.query<{ id: number }>(
    `SELECT id FROM users
      WHERE role = 'customer' AND ${within ? 'email::text ILIKE $1' : 'email = $1'} AND name ILIKE $2
      ORDER BY created_at DESC LIMIT $3`,
    [within ? holding(email.trim()) : email.trim(), holding(name.trim()), most],
  );
  return rows.map(({ id }) => id);
}

/** A pattern for whatever has the text in it. */
function holding(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
