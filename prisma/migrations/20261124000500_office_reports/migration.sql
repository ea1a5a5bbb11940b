-- The dashboard asks for a fortnight of sales, whatever the years have piled up.
CREATE INDEX "orders_sale_business_date_paid_at_idx" ON "orders"("sale_business_date", "paid_at");
