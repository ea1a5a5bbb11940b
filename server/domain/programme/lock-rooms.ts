import type { Tx } from '../../db.ts';

/**
 * Whoever places or stretches screenings first locks the films concerned, then the halls, each in the order of their
 * ids. So two managers queue per hall instead of waiting for each other in a circle, and nobody copies a length that
 * is just being changed. Behind it stands the constraint `screenings_no_overlap`.
 */
export async function lockFilms(tx: Tx, ids: readonly number[], why: 'to read' | 'to change'): Promise<void> {
  const strength = why === 'to read' ? 'SHARE' : 'NO KEY UPDATE';
  await tx.query(`SELECT FROM films WHERE id = ANY ($1) ORDER BY id FOR ${strength}`, [ids]);
}

export async function lockHalls(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query('SELECT FROM halls WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
}
