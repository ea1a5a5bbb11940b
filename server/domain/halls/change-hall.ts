import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { lockHalls } from '../programme/lock-rooms.ts';
import { stretchScreenings } from '../programme/stretch-screenings.ts';

export interface HallChange {
  hallId: number;
  name?: string;
  description?: string;
  cleaningMinutes?: number;
  sortOrder?: number;
  /** How many people the licence admits; null lifts the limit. */
  capacity?: number | null;
}

/**
 * Changes a hall. Its coming screenings take on a new cleaning time; if that would make some overlap, nothing changes
 * and the refusal `stretch_overlaps` lists them, each with the screening that follows it. Answers the ids of the
 * screenings that changed.
 */
export async function changeHall(
  house: House,
  actor: Actor,
  { hallId, ...change }: HallChange,
): Promise<{ screenings: number[] } | Refusal> {
  const no = denied(actor, 'change_hall');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ screenings: number[] } | Refusal> => {
    await lockHalls(tx, [hallId]);
    const [before] = await tx.query<Required<Omit<HallChange, 'hallId'>>>(
      `SELECT name, description, cleaning_minutes AS "cleaningMinutes", sort_order AS "sortOrder", capacity
         FROM halls WHERE id = $1`,
      [hallId],
    );
    if (!before) return refuse('not_found', { hall: hallId });
    const after = { ...before, ...change };
    await tx.query(
      'UPDATE halls SET name = $2, description = $3, cleaning_minutes = $4, sort_order = $5, capacity = $6 WHERE id = $1',
      [hallId, after.name, after.description, after.cleaningMinutes, after.sortOrder, after.capacity],
    );
    const { timeZone } = await loadCinema(tx);
    const screenings =
      after.cleaningMinutes === before.cleaningMinutes
        ? []
        : await stretchScreenings(tx, { hallId, cleaningMinutes: after.cleaningMinutes }, timeZone);
    if (isRefusal(screenings)) return screenings;
    await recordAudit(tx, actor, { action: 'change_hall', entity: 'hall', entityId: hallId, before, after });
    return { screenings };
  });
}
