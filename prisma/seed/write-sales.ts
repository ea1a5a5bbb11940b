import { businessDate } from '../../server/contract/venue-time.ts';
import type { Tx } from '../../server/db.ts';
import type { Actor } from '../../server/domain/actor.ts';
import { loadCinema } from '../../server/domain/cinema.ts';
import type { Party } from './seed-sales.ts';

/**
 * Writes advance sales for cash, as `placeOrder` and the issuing of tickets leave them (a test compares), all in a few
 * statements. What is not on sale at this moment is left out. Answers the seats sold.
 */
export async function writeSales(tx: Tx, actor: Actor, parties: readonly Party[]): Promise<number> {
  const { timeZone, businessDayCutoff } = await loadCinema(tx);
  await tx.query(
    `CREATE TEMP TABLE sold ON COMMIT DROP AS
     SELECT nextval('holds_id_seq')::int AS hold, nextval('orders_id_seq')::int AS id, party.*, sc.price_card_id AS card
       FROM json_to_recordset($1) AS party (screening int, seats int[], number text)
       JOIN screenings sc ON sc.id = party.screening AND sc.status = 'published' AND now() BETWEEN sc.sales_open_at AND sc.ends_at`,
    [JSON.stringify(parties)],
  );
  await tx.query(
    `CREATE TEMP TABLE sold_seats ON COMMIT DROP AS
     SELECT p.id, p.hold, p.screening, s.id AS seat, s.ordinal, s.category_id AS category, t.id AS type, price.amount
       FROM sold p CROSS JOIN LATERAL unnest(p.seats) wanted JOIN seats s ON s.id = wanted
       JOIN ticket_types t ON t.is_default
       JOIN prices price ON price.price_card_id = p.card AND price.category_id = s.category_id AND price.ticket_type_id = t.id`,
  );
  for (const [text, values] of statements(actor, businessDate(new Date(), timeZone, businessDayCutoff))) {
    await tx.query(text, values);
  }
  const [count] = await tx.query<{ seats: number }>('SELECT count(*) AS seats FROM sold_seats');
  return count?.seats ?? 0;
}

const statements = (actor: Actor, today: string): [text: string, values?: unknown[]][] => [
  [
    `INSERT INTO holds (id, screening_id, buyer, channel, prices, expires_at, cap_at, ended_at)
     SELECT p.hold, p.screening, $1, $2::channel, card.prices, now() + make_interval(mins => c.hold_minutes),
            now() + make_interval(mins => c.hold_cap_minutes), now()
       FROM sold p CROSS JOIN cinema c
       JOIN (SELECT price_card_id AS id, jsonb_object_agg(ticket_type_id || ':' || category_id, amount) AS prices
               FROM prices GROUP BY 1) card ON card.id = p.card`,
    [actor.buyer, actor.channel],
  ],
  [
    `INSERT INTO seat_claims (screening_id, seat_id, kind, hold_id) SELECT screening, seat, 'sale', hold FROM sold_seats`,
  ],
  [
    `INSERT INTO orders (id, number, screening_id, hold_id, user_id, channel, status, currency, total, sale_business_date, paid_at)
     SELECT p.id, p.number, p.screening, p.hold, $1::int, $2::channel, 'paid', c.currency, due.total, $3::date, now()
       FROM sold p CROSS JOIN cinema c JOIN (SELECT id, sum(amount) AS total FROM sold_seats GROUP BY 1) due ON due.id = p.id`,
    [actor.userId, actor.channel, today],
  ],
  [
    `INSERT INTO tickets (order_id, screening_id, seat_id, ticket_type_id, category_id, status, price, tax, issued_at)
     SELECT one.id, screening, seat, type, category, 'valid', amount, round(amount::numeric * c.tax_rate / (10000 + c.tax_rate)), now()
       FROM sold_seats one CROSS JOIN cinema c ORDER BY one.id, ordinal`,
  ],
  [
    `INSERT INTO payments (order_id, method, status, amount, currency, idempotency_key, captured_at, clerk_id)
     SELECT id, 'cash', 'captured', total, currency, 'cash_' || gen_random_uuid(), now(), $1::int FROM orders JOIN sold USING (id)`,
    [actor.userId],
  ],
  [
    `INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
     SELECT $1, $2::int, act.action, act.entity, act.id::text, act.after, $3, $4
       FROM sold p JOIN orders o USING (id)
      CROSS JOIN LATERAL (VALUES
        (1, 'hold_seats', 'hold', p.hold, jsonb_build_object('screening', p.screening, 'seats', to_jsonb(p.seats))),
        (2, 'place_order', 'order', p.id, jsonb_build_object('number', p.number, 'hold', p.hold, 'seats', to_jsonb(p.seats))),
        (3, 'settle_order', 'order', p.id, jsonb_build_object('status', 'paid')),
        (4, 'take_cash', 'order', p.id, jsonb_build_object('amount', o.total))
      ) act (nth, action, entity, id, after) ORDER BY p.id, act.nth`,
    [actor.kind, actor.userId, actor.requestId, actor.address],
  ],
];
