-- The dashboard asks for a fortnight of sales, and for the few letters that wait, whatever the years have piled up.
CREATE INDEX "orders_sale_business_date_paid_at_idx" ON "orders"("sale_business_date", "paid_at");
CREATE INDEX mails_unsent ON mails (created_at) WHERE sent_at IS NULL;
