import { type Refusal, refuse } from '../../contract/refusals.ts';
import { inTransaction, sql } from '../../db.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { House } from '../house.ts';
import { takeGuestOrders } from './claim-guest-orders.ts';

/** All that the house keeps about a person, for them to take along (GDPR, articles 15 and 20). */
export async function exportAccount(house: House, actor: Actor): Promise<object | Refusal> {
  const { userId } = actor;
  if (userId === null) return refuse('unauthenticated');
  const done = await inTransaction(house.db, async (tx): Promise<null> => {
    // What they bought as a guest since they last signed in is theirs too.
    const [person] = await tx.query<{ id: number; email: string }>('SELECT id, email::text FROM users WHERE id = $1', [
      userId,
    ]);
    if (person) await takeGuestOrders(tx, actor, person);
    await recordAudit(tx, actor, { action: 'export_account', entity: 'user', entityId: userId });
    return null;
  });
  if (done) return done;
  const [row] = await sql(house.db).query<{ all: object }>(
    `SELECT json_build_object(
       'account', (SELECT json_build_object('email', u.email, 'name', u.name, 'language', u.language,
           'seat_depth', u.seat_depth, 'seat_aisle', u.seat_aisle, 'created_at', u.created_at, 'confirmed_at', u.confirmed_at)
         FROM users u WHERE u.id = $1),
       'orders', (SELECT coalesce(json_agg(json_build_object('number', o.number, 'status', o.status, 'email', o.email,
           'name', o.name, 'language', o.language, 'total', o.total, 'currency', o.currency, 'created_at', o.created_at,
           'paid_at', o.paid_at, 'film', f.title, 'hall', h.name, 'starts_at', sc.starts_at,
           'tickets', (SELECT json_agg(json_build_object('row', s.row, 'seat', s.number, 'type', tt.name, 'price', t.price,
               'status', t.status, 'used_at', t.used_at) ORDER BY s.ordinal)
             FROM tickets t JOIN seats s ON s.id = t.seat_id JOIN ticket_types tt ON tt.id = t.ticket_type_id
            WHERE t.order_id = o.id),
           'payments', (SELECT json_agg(json_build_object('method', p.method, 'status', p.status, 'amount', p.amount,
               'at', p.created_at)) FROM payments p WHERE p.order_id = o.id),
           'refunds', (SELECT json_agg(json_build_object('status', r.status, 'amount', r.amount, 'reason', r.reason,
               'at', r.created_at)) FROM refunds r WHERE r.order_id = o.id),
           'notes', (SELECT json_agg(json_build_object('text', n.text, 'at', n.created_at)) FROM order_notes n
             WHERE n.order_id = o.id)) ORDER BY o.id), '[]')
         FROM orders o JOIN screenings sc ON sc.id = o.screening_id JOIN films f ON f.id = sc.film_id
         JOIN halls h ON h.id = sc.hall_id WHERE o.user_id = $1),
       'letters', (SELECT coalesce(json_agg(json_build_object('kind', m.kind, 'to', m.recipient, 'at', m.created_at)
           ORDER BY m.created_at), '[]')
         FROM mails m WHERE lower(m.recipient) = (SELECT lower(email::text) FROM users WHERE id = $1)),
       'signed_in', (SELECT coalesce(json_agg(json_build_object('device', s.user_agent, 'address', s.address,
           'since', s.created_at, 'seen', s.seen_at)), '[]') FROM (
             SELECT user_agent, address, created_at, seen_at FROM sessions WHERE user_id = $1
             UNION ALL SELECT user_agent, address, created_at, seen_at FROM token_families WHERE user_id = $1) s),
       'telegram', (SELECT json_build_object('id', l.tg_id, 'name', l.name, 'since', l.linked_at)
         FROM telegram_links l WHERE l.user_id = $1),
       'history', (SELECT coalesce(json_agg(json_build_object('at', a.at, 'what', a.action, 'from', a.address)
           ORDER BY a.at), '[]') FROM audit_entries a WHERE a.user_id = $1)) AS all`,
    [userId],
  );
  return row?.all ?? refuse('not_found');
}
