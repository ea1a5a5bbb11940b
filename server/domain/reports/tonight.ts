import type { Tonight } from '../../contract/api/staff/reports.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { businessDate } from '../../contract/venue-time.ts';
import { sql } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { needsAttention } from './needs-attention.ts';
import { takings } from './takings.ts';
import { tonightsScreenings } from './tonights-screenings.ts';

/**
 * The house at a glance at the moment `now`: how full it is, and, for those who may know, what it took and what needs
 * a hand. Only what the actor may see is asked for.
 */
export async function tonight(house: House, actor: Actor, now: Date): Promise<Tonight | Refusal> {
  const no = denied(actor, 'see_tonight');
  if (no) return no;
  const db = sql(house.db);
  const { timeZone, currency, businessDayCutoff } = await loadCinema(db);
  const today = businessDate(now, timeZone, businessDayCutoff);
  const [screenings, money, attention] = await Promise.all([
    tonightsScreenings(db, today),
    denied(actor, 'see_takings') ? null : takings(db, { now, today, timeZone, businessDayCutoff }),
    denied(actor, 'see_attention') ? null : needsAttention(db, now),
  ]);
  return {
    asOf: now.toISOString(),
    timeZone,
    currency,
    businessDate: today,
    screenings,
    takings: money,
    attention: attention && { ...attention, mayRetry: !denied(actor, 'retry_job') },
  };
}
