import type { Step } from './index.ts';

const entry = (
  action: string,
  entity: string,
  id: string,
  delay: string,
  after: string,
  actor = `CASE WHEN kiosk IS NULL THEN 'customer' ELSE 'clerk' END`,
) =>
  `SELECT bought_at + interval '${delay}', ${actor}, p.customer, '${action}', '${entity}', (${id})::text, ${after}, md5('request ' || p.id), '192.0.2.7', p.kiosk`;

/** What the house wrote about it all: the audit log in the order of time, letters, and the processor's events. */
export const traceSteps: Step[] = [
  [
    'audit log',
    `INSERT INTO audit_entries (at, actor, user_id, action, entity, entity_id, after, request_id, address, kiosk_id)
     SELECT * FROM (
       ${entry('hold_seats', 'hold', 'p.hold', '0 s', `jsonb_build_object('screening', p.show, 'seats', jsonb_build_array(first, first + 1))`)} FROM parties p
       UNION ALL
       ${entry('place_order', 'order', 'p.id', '1 s', `jsonb_build_object('number', o.number, 'hold', p.hold)`)} FROM parties p JOIN orders o USING (id)
       UNION ALL
       ${entry('start_payment', 'order', 'p.id', '1 minute', `jsonb_build_object('payment', y.id)`)} FROM parties p JOIN payments y ON y.order_id = p.id WHERE kiosk IS NULL
       UNION ALL
       ${entry('record_capture', 'payment', 'y.id', '2 minutes', `jsonb_build_object('order', p.id, 'amount', y.amount, 'currency', y.currency)`, `'system'`)}
         FROM parties p JOIN payments y ON y.order_id = p.id AND y.status = 'captured' AND y.method <> 'cash'
       UNION ALL
       ${entry('settle_order', 'order', 'p.id', '2 minutes', `'{"status": "paid"}'`, `'system'`)} FROM parties p WHERE fate <> 'expired'
       UNION ALL
       ${entry('sell_at_till', 'order', 'p.id', '1 s', `jsonb_build_object('total', o.total, 'override', false, 'ageConfirmed', false)`)} FROM parties p JOIN orders o USING (id) WHERE kiosk IS NOT NULL
       UNION ALL
       ${entry('expire_order', 'order', 'p.id', '10 minutes', 'NULL::jsonb', `'system'`)} FROM parties p WHERE fate = 'expired'
       UNION ALL
       ${entry('cancel_tickets', 'order', 'p.id', '30 minutes', `jsonb_build_object('status', o.status)`)} FROM parties p JOIN orders o USING (id) WHERE fate IN ('returned', 'half returned')
     ) written ORDER BY 1`,
  ],
  [
    'letters',
    `INSERT INTO mails (key, order_id, kind, recipient, created_at, sent_at)
     SELECT kind || ':' || p.id, p.id, kind, o.email, at, at + interval '2 s'
       FROM parties p JOIN orders o USING (id)
       CROSS JOIN LATERAL (VALUES ('tickets', bought_at + interval '2 minutes'), ('reminder', starts_at - interval '3 hours')) told (kind, at)
      WHERE kiosk IS NULL AND fate <> 'expired' ORDER BY at`,
  ],
  [
    'events of the processor',
    `INSERT INTO webhook_events (id, type, payload, processed_at)
     SELECT 'evt_' || md5('event ' || p.id), 'checkout.session.completed',
            jsonb_build_object('id', 'evt_' || md5('event ' || p.id), 'type', 'checkout.session.completed', 'data', jsonb_build_object('object',
              jsonb_build_object('id', y.checkout_id, 'payment_intent', y.payment_intent, 'amount_total', y.amount, 'currency', lower(y.currency),
                'payment_status', 'paid', 'metadata', jsonb_build_object('order', p.id), 'filler', repeat(md5(p.id::text), 40)))),
            bought_at + interval '2 minutes'
       FROM parties p JOIN payments y ON y.order_id = p.id AND y.method = 'checkout' AND y.status = 'captured'
      WHERE bought_at > now() - interval '90 days'`,
  ],
];
