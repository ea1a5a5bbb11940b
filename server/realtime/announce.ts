import type { Tx } from '../db.ts';

/**
 * Says that the seats of a screening change with this transaction. The notice commits with the change, so that a crash
 * right after the commit loses nothing; the nudge makes the feed of this process look at once.
 */
export async function announceSeats(
  tx: Tx,
  house: { seatsChanged(screeningId: number): void },
  screeningId: number,
): Promise<void> {
  await tx.query({ name: 'announce_seats', text: 'INSERT INTO seat_notices (screening_id) VALUES ($1)' }, [
    screeningId,
  ]);
  tx.afterCommit(() => house.seatsChanged(screeningId));
}
