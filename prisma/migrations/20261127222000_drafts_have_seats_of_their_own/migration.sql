-- Seats of a draft, which nobody can buy: no ticket refers to them, so they go without a look through all tickets. They become
-- seats, under the same ids, when the plan is published.
CREATE TABLE "drawn_seats" (
    "id" INTEGER NOT NULL,
    "seat_plan_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "row" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "category_id" INTEGER NOT NULL,
    "kind" "seat_kind" NOT NULL,
    "x" DOUBLE PRECISION NOT NULL,
    "y" DOUBLE PRECISION NOT NULL,
    "angle" DOUBLE PRECISION NOT NULL,
    "block" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "partner_id" INTEGER,

    CONSTRAINT "drawn_seats_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "drawn_seats_seat_plan_id_ordinal_key" ON "drawn_seats"("seat_plan_id", "ordinal");
ALTER TABLE "drawn_seats" ADD CONSTRAINT "drawn_seats_seat_plan_id_fkey" FOREIGN KEY ("seat_plan_id") REFERENCES "seat_plans"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "drawn_seats" ADD CONSTRAINT "drawn_seats_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "seat_categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The seats of every version of a plan. Drafts of before have theirs among the others until they are saved anew.
CREATE VIEW seats_as_drawn AS
  SELECT id, seat_plan_id, ordinal, row, number, category_id, kind, x, y, angle, block, position, partner_id FROM seats
  UNION ALL
  SELECT id, seat_plan_id, ordinal, row, number, category_id, kind, x, y, angle, block, position, partner_id FROM drawn_seats;
