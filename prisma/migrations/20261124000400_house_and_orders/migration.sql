-- Why the house keeps a seat from sale. The view repeats its table, so it is told of the new column.
ALTER TABLE "seat_claims" ADD COLUMN "reason" TEXT;
ALTER TABLE seat_claims ADD CONSTRAINT seat_claims_reason CHECK (reason IS NULL OR kind = 'block');
CREATE OR REPLACE VIEW live_claims AS
  SELECT * FROM seat_claims WHERE expires_at IS NULL OR expires_at > now();

-- CreateTable
CREATE TABLE "order_notes" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_notes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "order_notes_order_id_idx" ON "order_notes"("order_id");

-- AddForeignKey
ALTER TABLE "order_notes" ADD CONSTRAINT "order_notes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_notes" ADD CONSTRAINT "order_notes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The orders desk finds an order by any part of its number, name or e-mail.
CREATE FUNCTION order_words(name text, email text, number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT public.search_fold(coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || number) $$;
CREATE INDEX orders_search ON orders USING gin (order_words(name, email, number) gin_trgm_ops);

-- Its timeline finds the processor's messages about a payment.
CREATE INDEX webhook_events_object ON webhook_events ((payload #>> '{data,object,id}'));
CREATE INDEX webhook_events_intent ON webhook_events ((payload #>> '{data,object,payment_intent}'));
