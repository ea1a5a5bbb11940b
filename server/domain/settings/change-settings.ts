import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Cinema } from '../cinema.ts';
import type { House } from '../house.ts';

export type Settings = Omit<Cinema, 'id'>;

/** The columns of `Settings`, by their names here. */
const columns = {
  name: 'name',
  address: 'address',
  phone: 'phone',
  email: 'email',
  timeZone: 'time_zone',
  currency: 'currency',
  businessDayCutoff: 'business_day_cutoff',
  holdMinutes: 'hold_minutes',
  holdCapMinutes: 'hold_cap_minutes',
  maxSeatsPerBuyer: 'max_seats_per_buyer',
  maxHoldsPerBuyer: 'max_holds_per_buyer',
  salesCloseMinutes: 'sales_close_minutes',
  cancelWindowMinutes: 'cancel_window_minutes',
  accessibleReleaseMinutes: 'accessible_release_minutes',
  preShowMinutes: 'pre_show_minutes',
  taxRate: 'tax_rate',
  cashDifferenceAllowed: 'cash_difference_allowed',
  tillLockMinutes: 'till_lock_minutes',
  allotmentSeats: 'allotment_seats',
  receiptText: 'receipt_text',
} as const satisfies Record<keyof Settings, string>;

const listed = Object.entries(columns).map(([name, column]) => `${column} AS "${name}"`);

/**
 * Changes the settings of the cinema. What has been sold keeps what it was sold under: with orders the currency stays,
 * and with screenings to come the time zone does (`settings_in_use`). A new cut-off moves the coming night's screenings
 * to the business day that they belong to then (rule 2). Minutes hold for what is scheduled or held from now on.
 */
export async function changeSettings(
  house: Pick<House, 'db'>,
  actor: Actor,
  change: Partial<Settings>,
): Promise<{ id: number } | Refusal> {
  const no = denied(actor, 'change_settings');
  if (no) return no;
  return inTransaction(house.db, async (tx): Promise<{ id: number } | Refusal> => {
    const [before] = await tx.query<Settings>(`SELECT ${listed.join(', ')} FROM cinema WHERE id = 1 FOR UPDATE`);
    if (!before) throw new Error('the cinema has no settings');
    const after = { ...before, ...change };
    if (after.currency !== before.currency && (await any(tx.query('SELECT FROM orders LIMIT 1')))) {
      return refuse('settings_in_use', { what: 'currency' });
    }
    if (after.timeZone !== before.timeZone && (await any(tx.query(`SELECT FROM screenings WHERE ${coming} LIMIT 1`)))) {
      return refuse('settings_in_use', { what: 'zone' });
    }
    const names = Object.keys(columns) as (keyof Settings)[];
    await tx.query(
      `UPDATE cinema SET ${names.map((name, index) => `${columns[name]} = $${index + 1}`).join(', ')} WHERE id = 1`,
      names.map((name) => after[name]),
    );
    if (after.businessDayCutoff !== before.businessDayCutoff) {
      await tx.query(
        `UPDATE screenings SET business_date = (starts_at AT TIME ZONE $1 - $2::interval)::date WHERE ${coming}`,
        [after.timeZone, after.businessDayCutoff],
      );
    }
    await recordAudit(tx, actor, {
      action: 'change_settings',
      entity: 'cinema',
      entityId: 1,
      before: changed(before, after, before),
      after: changed(before, after, after),
    });
    return { id: 1 };
  });
}

const coming = "status <> 'cancelled' AND starts_at > now()";

async function any(rows: Promise<unknown[]>): Promise<boolean> {
  return (await rows).length > 0;
}

function changed(before: Settings, after: Settings, of: Settings): Partial<Settings> {
  const different = Object.entries(of).filter(([name]) => {
    const key = name as keyof Settings;
    return before[key] !== after[key];
  });
  return Object.fromEntries(different);
}
