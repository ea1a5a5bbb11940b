-- The cut line (rule 13): seats that a till may sell without the server, and what it sold so.

-- How many seats a till keeps. Of a screening, null: as the till has it, and only tonight. Of a till, null: as the cinema has it.
ALTER TABLE "screenings" ADD COLUMN "allotment_seats" INTEGER;
ALTER TABLE screenings ADD CONSTRAINT screenings_allotment CHECK (allotment_seats BETWEEN 0 AND 50);
CREATE INDEX "screenings_allotment_seats_idx" ON "screenings"("allotment_seats");
ALTER TABLE "kiosks"
  ADD COLUMN "allotment_seats" INTEGER,
  ADD COLUMN "allotment_category_id" INTEGER,
  ADD COLUMN "allotment_rows" TEXT NOT NULL DEFAULT '';
ALTER TABLE kiosks ADD CONSTRAINT kiosks_allotment CHECK (allotment_seats BETWEEN 0 AND 50);
ALTER TABLE "kiosks" ADD CONSTRAINT "kiosks_allotment_category_id_fkey" FOREIGN KEY ("allotment_category_id") REFERENCES "seat_categories"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What a till was leased, epoch by epoch. `screenings`: id → {startsAt, plan, tickets: seat → the id reserved for its ticket}.
CREATE TABLE "leases" (
    "kiosk_id" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "instance" UUID NOT NULL,
    "leased_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "screenings" JSONB NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("kiosk_id","epoch")
);
ALTER TABLE "leases" ADD CONSTRAINT "leases_kiosk_id_fkey" FOREIGN KEY ("kiosk_id") REFERENCES "kiosks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX leases_one_living ON leases (kiosk_id) WHERE ended_at IS NULL;

CREATE TYPE "cut_outcome" AS ENUM ('accepted', 'rejected');
CREATE TYPE "cut_settlement" AS ENUM ('placed', 'refunded', 'written_off');

-- Every sale that a till made without the server, as it told of it. What was rejected waits until somebody has settled it.
CREATE TABLE "cut_sales" (
    "id" SERIAL NOT NULL,
    "kiosk_id" INTEGER NOT NULL,
    "uuid" UUID NOT NULL,
    "body_hash" TEXT NOT NULL,
    "instance" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "sold_at" TIMESTAMPTZ(3),
    "screening_id" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "sale" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" "cut_outcome" NOT NULL,
    "reason" TEXT,
    "order_id" INTEGER,
    "settlement" "cut_settlement",
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" INTEGER,
    "note" TEXT,

    CONSTRAINT "cut_sales_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "cut_sales_kiosk_id_uuid_body_hash_key" ON "cut_sales"("kiosk_id", "uuid", "body_hash");
CREATE UNIQUE INDEX "cut_sales_order_id_key" ON "cut_sales"("order_id");
CREATE INDEX "cut_sales_kiosk_id_epoch_seq_idx" ON "cut_sales"("kiosk_id", "epoch", "seq");
CREATE INDEX "cut_sales_received_at_idx" ON "cut_sales"("received_at");
CREATE INDEX "cut_sales_settled_by_idx" ON "cut_sales"("settled_by");
CREATE INDEX cut_sales_waiting ON cut_sales (received_at) WHERE outcome = 'rejected' AND settled_at IS NULL;
ALTER TABLE "cut_sales" ADD CONSTRAINT "cut_sales_kiosk_id_fkey" FOREIGN KEY ("kiosk_id") REFERENCES "kiosks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "cut_sales" ADD CONSTRAINT "cut_sales_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "cut_sales" ADD CONSTRAINT "cut_sales_settled_by_fkey" FOREIGN KEY ("settled_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE cut_sales ADD CONSTRAINT cut_sales_settled CHECK (num_nonnulls(settlement, settled_at, note) IN (0, 3));
ALTER TABLE cut_sales ADD CONSTRAINT cut_sales_outcome CHECK (
  CASE outcome WHEN 'accepted' THEN order_id IS NOT NULL AND reason IS NULL AND settled_at IS NULL
               ELSE reason IS NOT NULL AND (order_id IS NOT NULL) = (settlement IS NOT DISTINCT FROM 'placed') END
);

-- Until a rejected sale is settled its seats are kept, as far as nobody else has them: somebody holds paper for them.
ALTER TABLE "seat_claims" ADD COLUMN "cut_sale_id" INTEGER;
CREATE INDEX "seat_claims_cut_sale_id_idx" ON "seat_claims"("cut_sale_id");
ALTER TABLE "seat_claims" ADD CONSTRAINT "seat_claims_cut_sale_id_fkey" FOREIGN KEY ("cut_sale_id") REFERENCES "cut_sales"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE seat_claims ADD CONSTRAINT seat_claims_cut_sale CHECK (cut_sale_id IS NULL OR kind = 'block');
