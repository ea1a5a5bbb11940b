import { type Db, sql } from '../db.ts';

/**
 * Takes away rows that have served: notices older than an hour, first answers older than a day, logins, tokens, links
 * and registrations that have run out, failed sign-ins of yesterday, webhooks older than 30 days, the processor's own
 * events older than 90 (it sends one again for 30 days at most, and orders, payments and refunds keep what they said),
 * letters about accounts that went out yesterday: an address that nothing else names is forgotten with them.
 */
export async function sweepPlumbing(db: Db): Promise<void> {
  await sql(db).query(`DELETE FROM seat_notices WHERE at < now() - interval '1 hour'`);
  await sql(db).query(`DELETE FROM idempotent_requests WHERE created_at < now() - interval '1 day'`);
  await sql(db).query(`DELETE FROM outgoing_events WHERE created_at < now() - interval '30 days'`);
  await sql(db).query(
    `DELETE FROM webhook_events WHERE id IN (SELECT id FROM webhook_events
      WHERE processed_at < now() - interval '90 days' ORDER BY processed_at LIMIT 5000)`,
  );
  await sql(db).query(`DELETE FROM mails WHERE order_id IS NULL AND sent_at < now() - interval '1 day'`);
  await sql(db).query('DELETE FROM sessions WHERE expires_at < now()');
  await sql(db).query('DELETE FROM token_families WHERE expires_at < now()');
  await sql(db).query('DELETE FROM registrations WHERE expires_at < now()');
  await sql(db).query('DELETE FROM account_links WHERE expires_at < now()');
  await sql(db).query(`DELETE FROM sign_in_attempts WHERE at < now() - interval '1 day'`);
}
