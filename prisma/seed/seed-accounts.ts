import { hash } from '@node-rs/argon2';
import { type Db, sql } from '../../server/db.ts';
import { accounts, demoPassword } from './accounts.ts';

/** Comes last: a database with accounts has the whole demo. */
export async function seedAccounts(db: Db): Promise<void> {
  const passwordHash = await hash(demoPassword);
  for (const { email, name, role, pin } of accounts) {
    await sql(db).query(
      'INSERT INTO users (email, name, role, password_hash, pin_hash, confirmed_at) VALUES ($1, $2, $3, $4, $5, now())',
      [email, name, role, passwordHash, pin ? await hash(pin) : null],
    );
  }
}
