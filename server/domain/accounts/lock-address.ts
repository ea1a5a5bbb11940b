import type { Tx } from '../../db.ts';

/**
 * One at a time by address, for verbs that give one to an account: two that want the same one at once are told apart
 * by looking, and not by a broken index.
 */
export async function lockAddress(tx: Tx, email: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended(lower($1), 7))', [email]);
}
