-- Whatever an account's end, and the sweep, look for is found by an index. Placing an order writes none of these.

-- Letters by whom they went to.
CREATE INDEX mails_to ON mails (lower(recipient));

-- First answers by who asked, and by whom they name; those to new orders are found by the order. `forget-first-answers.ts`
-- spells its questions as they are spelled here.
CREATE INDEX idempotent_requests_of_callers ON idempotent_requests (split_part(scope, ' ', -1))
  WHERE scope NOT LIKE 'POST /api/orders %';
CREATE INDEX idempotent_requests_naming ON idempotent_requests (lower(substring(response #>> '{}' FROM '"email": ?"([^"]*)"')))
  WHERE scope NOT LIKE 'POST /api/orders %' AND substring(response #>> '{}' FROM '"email": ?"([^"]*)"') IS NOT NULL;

-- Before a person's row goes, PostgreSQL looks whether anything refers to it.
CREATE INDEX payments_of_clerks ON payments (clerk_id) WHERE clerk_id IS NOT NULL;
CREATE INDEX refunds_of_clerks ON refunds (clerk_id) WHERE clerk_id IS NOT NULL;
CREATE INDEX "order_notes_user_id_idx" ON "order_notes"("user_id");
CREATE INDEX "cash_movements_user_id_idx" ON "cash_movements"("user_id");
CREATE INDEX "shifts_closed_by_idx" ON "shifts"("closed_by");

-- What the sweep clears once a minute.
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");
CREATE INDEX "token_families_expires_at_idx" ON "token_families"("expires_at");
CREATE INDEX "registrations_expires_at_idx" ON "registrations"("expires_at");
CREATE INDEX "account_links_expires_at_idx" ON "account_links"("expires_at");
