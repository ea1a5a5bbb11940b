import type { AgePolicy } from '../../contract/age.ts';
import { type Db, type Sql, sql } from '../../db.ts';
import type { House } from '../house.ts';

/** What one needs to know to sell seats of a screening. */
export interface Sale {
  screeningId: number;
  currency: string;
  /** Hundredths of a percent, contained in every price. */
  taxRate: number;
  /** Of the cinema. */
  timeZone: string;
  film: { id: number; title: string; ageLimit: number; agePolicy: AgePolicy };
  hall: string;
  /** RFC 3339. */
  startsAt: string;
  ticketTypes: SaleTicketType[];
  /** `"<ticket type>:<category>"` → amount; a pair that is missing is not for sale. */
  prices: Record<string, number>;
}

export interface SaleTicketType {
  id: number;
  code: string;
  name: string;
  isChild: boolean;
  isDefault: boolean;
  minAge: number | null;
  maxAge: number | null;
}

/** With `holdId`, the prices are those of the hold (rule 7); otherwise those of the price card now. */
export function loadSale(db: Db, screeningId: number, holdId: number | null = null): Promise<Sale | null> {
  return readSale(sql(db), screeningId, holdId);
}

/** What is for sale now, as every process knows it that keeps the programme while it stands. */
export function publicSale(house: Pick<House, 'db' | 'remember'>, screeningId: number): Promise<Sale | null> {
  const load = () => loadSale(house.db, screeningId);
  return house.remember ? house.remember(`sale of session ${screeningId}`, load) : load();
}

/** The same, as an open transaction sees it. */
export async function readSale(tx: Sql, screeningId: number, holdId: number | null): Promise<Sale | null> {
  const [row] = await tx.query<{ sale: Sale }>(
    {
      name: 'load_sale',
      text: `SELECT json_build_object(
          'screeningId', sc.id, 'currency', c.currency, 'taxRate', c.tax_rate, 'timeZone', c.time_zone,
          'film', json_build_object('id', f.id, 'title', f.title, 'ageLimit', f.age_limit, 'agePolicy', f.age_policy),
          'hall', hall.name, 'startsAt', sc.starts_at,
          'prices', coalesce(
            (SELECT h.prices FROM holds h WHERE h.id = $2 AND h.screening_id = sc.id),
            (SELECT jsonb_object_agg(p.ticket_type_id || ':' || p.category_id, p.amount) FROM prices p
              WHERE p.price_card_id = sc.price_card_id), '{}'),
          'ticketTypes', (SELECT coalesce(json_agg(json_build_object(
              'id', t.id, 'code', t.code, 'name', t.name, 'isChild', t.is_child, 'isDefault', t.is_default,
              'minAge', t.min_age, 'maxAge', t.max_age) ORDER BY t.sort_order, t.id), '[]') FROM ticket_types t)
        ) AS sale
        FROM screenings sc JOIN films f ON f.id = sc.film_id JOIN halls hall ON hall.id = sc.hall_id CROSS JOIN cinema c
       WHERE sc.id = $1 AND sc.status <> 'draft'`,
    },
    [screeningId, holdId],
  );
  return row?.sale ?? null;
}
