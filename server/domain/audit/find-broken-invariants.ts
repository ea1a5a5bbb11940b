import { type Db, sql } from '../../db.ts';

export interface BrokenInvariant {
  /** The promise that does not hold, as a sentence. */
  invariant: string;
  /** Ids of the rows concerned, at most 20. */
  found: string[];
}

/**
 * What must be true of every database of ours at any moment, whatever was killed when. Each query finds the rows that
 * break one promise; an empty answer is a clean audit.
 */
export async function findBrokenInvariants(db: Db): Promise<BrokenInvariant[]> {
  const broken: BrokenInvariant[] = [];
  for (const [invariant, query] of Object.entries(invariants)) {
    const rows = await sql(db).query<{ id: string }>(`SELECT id::text FROM (${query}) broken LIMIT 20`);
    if (rows.length > 0) broken.push({ invariant, found: rows.map((row) => row.id) });
  }
  return broken;
}

/** A sale at a till of which a part is paid, and whose minutes have not run out: the sweep needs a moment for what has. */
const goingOn = `
  SELECT pending.id FROM orders pending JOIN holds h ON h.id = pending.hold_id
   WHERE pending.status = 'pending' AND pending.channel = 'kiosk' AND h.ended_at IS NULL
     AND h.expires_at > now() - interval '10 minutes'`;

export const invariants = {
  'A captured payment has tickets or a refund on its way.': `
    SELECT p.id FROM payments p JOIN orders o ON o.id = p.order_id
     WHERE p.status = 'captured' AND p.amount > 0 AND o.id NOT IN (${goingOn})
       AND NOT EXISTS (SELECT FROM tickets t WHERE t.order_id = o.id AND t.issued_at IS NOT NULL)
       AND NOT EXISTS (SELECT FROM refunds r WHERE r.payment_id = p.id AND r.status <> 'failed')`,
  'A paid order has a captured payment.': `
    SELECT o.id FROM orders o WHERE o.status IN ('paid', 'partially_refunded')
       AND NOT EXISTS (SELECT FROM payments p WHERE p.order_id = o.id AND p.status = 'captured')`,
  'The tickets of an order add up to its total.': `
    SELECT o.id FROM orders o JOIN tickets t ON t.order_id = o.id GROUP BY o.id HAVING sum(t.price) <> o.total`,
  // A refund that the customer's bank sent back shows here too, until somebody has given the money back in another way.
  'What was kept of an order is the price of its living tickets.': `
    SELECT o.id FROM orders o
      JOIN LATERAL (SELECT sum(p.amount) AS amount FROM payments p WHERE p.order_id = o.id AND p.status = 'captured') taken ON true
      JOIN LATERAL (SELECT coalesce(sum(r.amount), 0) AS amount, coalesce(bool_or(r.reason = 'external'), false) AS external
                      FROM refunds r WHERE r.order_id = o.id AND r.status <> 'failed') returned ON true
      JOIN LATERAL (SELECT coalesce(sum(t.price), 0) AS price FROM tickets t
                     WHERE t.order_id = o.id AND t.status IN ('valid', 'used')) living ON true
     WHERE o.id NOT IN (${goingOn})
       AND (taken.amount - returned.amount > living.price
            OR (taken.amount - returned.amount < living.price AND NOT returned.external))`,
  'What is carried into an order was carried out of the one before it.': `
    SELECT o.id FROM orders o
      JOIN LATERAL (SELECT coalesce(sum(p.amount), 0) AS amount FROM payments p
                     WHERE p.order_id = o.id AND p.method = 'exchange' AND p.status = 'captured') came ON true
      JOIN LATERAL (SELECT coalesce(sum(l.amount), 0) AS amount FROM tickets t JOIN refund_lines l ON l.ticket_id = t.replaces_id
                      JOIN refunds r ON r.id = l.refund_id AND r.reason = 'exchange' AND r.status = 'succeeded'
                     WHERE t.order_id = o.id AND t.issued_at IS NOT NULL) went ON true
     WHERE came.amount <> went.amount`,
  'No payment gives back more than it brought in, through whatever orders its money went.': `
    SELECT root.id FROM payments root JOIN refund_ways way ON way.root_id = root.id
      JOIN refunds r ON r.payment_id = way.payment_id AND r.status <> 'failed' AND r.reason <> 'exchange'
     WHERE root.status = 'captured' GROUP BY root.id HAVING sum(r.amount) > root.amount`,
  'A ticket that was exchanged lets nobody in.': `
    SELECT t.id FROM tickets t JOIN tickets n ON n.replaces_id = t.id AND n.issued_at IS NOT NULL
     WHERE t.status IN ('valid', 'used')`,
  'Refunds never exceed what was captured.': `
    SELECT p.id FROM payments p JOIN refunds r ON r.payment_id = p.id AND r.status <> 'failed'
     GROUP BY p.id HAVING sum(r.amount) > p.amount`,
  'A sold seat has a living ticket.': `
    SELECT c.screening_id || '/' || c.seat_id AS id FROM seat_claims c WHERE c.kind = 'sale'
       AND NOT EXISTS (SELECT FROM tickets t JOIN orders o ON o.id = t.order_id WHERE t.screening_id = c.screening_id
                        AND t.seat_id = c.seat_id AND t.status IN ('valid', 'used') AND o.hold_id = c.hold_id)`,
  'A living ticket has its seat.': `
    SELECT t.id FROM tickets t JOIN orders o ON o.id = t.order_id JOIN screenings sc ON sc.id = t.screening_id
     WHERE t.status IN ('valid', 'used') AND sc.claims_cleared_at IS NULL
       AND NOT EXISTS (SELECT FROM seat_claims c WHERE c.screening_id = t.screening_id AND c.seat_id = t.seat_id
                        AND c.kind = 'sale' AND c.hold_id = o.hold_id)`,
  'A claim is on a seat of its own hall.': `
    SELECT c.screening_id || '/' || c.seat_id AS id FROM seat_claims c JOIN screenings sc ON sc.id = c.screening_id
      JOIN seats s ON s.id = c.seat_id WHERE s.seat_plan_id <> sc.seat_plan_id`,
  'Claims are cleared of screenings only that are over, and none is made after.': `
    SELECT sc.id FROM screenings sc WHERE sc.claims_cleared_at IS NOT NULL
       AND (sc.ends_at > sc.claims_cleared_at OR EXISTS (SELECT FROM seat_claims c WHERE c.screening_id = sc.id))`,
  'No hold outlives its cap.': `
    SELECT c.screening_id || '/' || c.seat_id AS id FROM seat_claims c JOIN holds h ON h.id = c.hold_id
     WHERE c.kind = 'hold' AND (c.expires_at > h.cap_at OR c.expires_at <> h.expires_at)`,
  'A hold that has ended claims nothing.': `
    SELECT c.screening_id || '/' || c.seat_id AS id FROM seat_claims c JOIN holds h ON h.id = c.hold_id
     WHERE c.kind = 'hold' AND h.ended_at IS NOT NULL`,
  'A pending refund to a card has reached the processor within the hour.': `
    SELECT r.id FROM refunds r JOIN refund_ways p ON p.payment_id = r.payment_id AND p.method <> 'cash'
     WHERE r.status = 'pending' AND r.processor_id IS NULL AND r.created_at < now() - interval '1 hour'`,
  'A letter that waits has a job.': `
    SELECT m.key AS id FROM mails m WHERE m.sent_at IS NULL
       AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'send_mail:' || m.key)`,
  'What should have been in a closed drawer is what its rows say.': `
    SELECT s.id FROM shifts s WHERE s.closed_at IS NOT NULL AND s.closing_expected <> s.opening_float
       + (SELECT coalesce(sum(p.amount), 0) FROM payments p
           WHERE p.shift_id = s.id AND p.method = 'cash' AND p.status = 'captured')
       - (SELECT coalesce(sum(r.amount), 0) FROM refunds r JOIN refund_ways p ON p.payment_id = r.payment_id AND p.method = 'cash'
           WHERE r.shift_id = s.id AND r.status <> 'failed')
       + (SELECT coalesce(sum(CASE m.kind WHEN 'paid_in' THEN m.amount ELSE -m.amount END), 0) FROM cash_movements m
           WHERE m.shift_id = s.id)`,
  'A seat that a till keeps, or that is kept for its customer, has no living ticket.': `
    SELECT c.screening_id || '/' || c.seat_id AS id FROM seat_claims c JOIN tickets t ON t.screening_id = c.screening_id
       AND t.seat_id = c.seat_id AND t.status IN ('valid', 'used') WHERE c.kind = 'allotment' OR c.cut_sale_id IS NOT NULL`,
  'Only a till that was let in keeps seats.': `
    SELECT c.screening_id || '/' || c.seat_id AS id FROM seat_claims c JOIN kiosks k ON k.id = c.kiosk_id
     WHERE c.kind = 'allotment' AND (k.revoked_at IS NOT NULL OR NOT EXISTS (
       SELECT FROM leases l WHERE l.kiosk_id = k.id AND l.ended_at IS NULL))`,
  'A sale made without connection that was accepted is one order of that total.': `
    SELECT s.id FROM cut_sales s WHERE s.order_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM orders o WHERE o.id = s.order_id AND o.total = s.total)`,
  'A seat is kept for a sale made without connection only while that waits.': `
    SELECT c.screening_id || '/' || c.seat_id AS id FROM seat_claims c JOIN cut_sales s ON s.id = c.cut_sale_id
     WHERE s.outcome = 'accepted' OR s.settled_at IS NOT NULL`,
  'The Z reports of a till are numbered without a gap.': `
    SELECT k.id FROM kiosks k
     WHERE k.z_number <> (SELECT count(*) FROM shifts s WHERE s.kiosk_id = k.id AND s.z_number BETWEEN 1 AND k.z_number)`,
} satisfies Record<string, string>;

export type Invariant = keyof typeof invariants;
