import type { KioskFacts } from '../../contract/till/devices.ts';
import { sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { atTill } from './at-till.ts';
import { type Clerk, mayStandAtTill } from './find-till.ts';

/** What a till must know before anybody signs in, its card readers aside; notes that it was heard. */
export async function kioskFacts(
  house: House,
  actor: Actor,
  appVersion: string | null,
): Promise<Omit<KioskFacts, 'readers'>> {
  const db = sql(house.db);
  const { kioskId } = atTill(actor);
  const [[kiosk], clerks, cinema] = await Promise.all([
    db.query<{ id: number; name: string }>(
      `UPDATE kiosks SET last_seen_at = now(), app_version = coalesce($2, app_version) WHERE id = $1 RETURNING id, name`,
      [kioskId, appVersion],
    ),
    db.query<Clerk>(`SELECT u.id, u.name, u.role FROM users u WHERE ${mayStandAtTill} ORDER BY u.name, u.id`),
    loadCinema(db),
  ]);
  if (!kiosk) throw new Error('a till without its row');
  const { name, address, timeZone, currency, tillLockMinutes } = cinema;
  return {
    kiosk,
    cinema: { name, address, timeZone, currency, language: 'en' },
    now: new Date().toISOString(),
    clerks,
    lockAfterMinutes: tillLockMinutes,
  };
}
