import type { SeatCategory } from '../../contract/seats.ts';
import { type Db, sql } from '../../db.ts';
import { type ScreeningSummary, summaries } from './screening-summaries.ts';

export interface ScreeningDetail extends ScreeningSummary {
  /** Those with a price here, in their order. */
  ticketTypes: OfferedType[];
  /** Those that the hall's seats wear. */
  categories: SeatCategory[];
}

export interface OfferedType {
  id: number;
  code: string;
  name: string;
  isDefault: boolean;
  isChild: boolean;
  minAge: number | null;
  maxAge: number | null;
  /** By seat category, in minor units. A category that is missing is not for sale with this type. */
  prices: { category: number; amount: number }[];
}

/** What is for sale at a screening, and for how much. */
export type Offer = Pick<ScreeningDetail, 'ticketTypes' | 'categories'>;

/** One screening that the public may know of, cancelled ones included; null otherwise. */
export async function findScreening(db: Db, id: number): Promise<ScreeningDetail | null> {
  const [[screening], offer] = await Promise.all([
    summaries(sql(db), "SELECT * FROM screenings WHERE id = $1 AND status <> 'draft'", [id], 'find_screening'),
    findOffer(db, id),
  ]);
  return screening ? { ...screening, ...offer } : null;
}

/** Nothing, if there is no such screening. */
export async function findOffer(db: Db, screeningId: number): Promise<Offer> {
  const [offer] = await sql(db).query<Offer & Record<string, unknown>>({ name: 'screening_offer', text: offerOf }, [
    screeningId,
  ]);
  return offer ?? { ticketTypes: [], categories: [] };
}

const offerOf = `
  WITH worn AS (
    SELECT c.* FROM seat_categories c
     WHERE c.id IN (SELECT s.category_id FROM screenings sc JOIN seats s USING (seat_plan_id) WHERE sc.id = $1)
  ), offered AS (
    SELECT t.id, t.sort_order, json_build_object(
             'id', t.id, 'code', t.code, 'name', t.name, 'isDefault', t.is_default, 'isChild', t.is_child,
             'minAge', t.min_age, 'maxAge', t.max_age,
             'prices', json_agg(json_build_object('category', worn.id, 'amount', p.amount)
                                ORDER BY worn.sort_order, worn.id)) AS type
      FROM screenings sc JOIN prices p USING (price_card_id) JOIN worn ON worn.id = p.category_id
      JOIN ticket_types t ON t.id = p.ticket_type_id
     WHERE sc.id = $1
     GROUP BY t.id
  )
  SELECT (SELECT coalesce(json_agg(type ORDER BY sort_order, id), '[]') FROM offered) AS "ticketTypes",
         (SELECT coalesce(json_agg(json_build_object('id', id, 'code', code, 'name', name, 'color', color, 'shape', shape)
                                   ORDER BY sort_order, id), '[]') FROM worn) AS categories`;
