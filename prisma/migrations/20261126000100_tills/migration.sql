-- Tills: how one is enrolled, who stands at it, a supervisor's yes, and the drawer to the last cent.
CREATE TYPE "cash_movement_kind" AS ENUM ('drop', 'paid_out', 'paid_in');

ALTER TABLE "cinema"
  ADD COLUMN "cash_difference_allowed" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "till_lock_minutes" INTEGER NOT NULL DEFAULT 5,
  ADD COLUMN "allotment_seats" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "receipt_text" TEXT NOT NULL DEFAULT '';
ALTER TABLE cinema ADD CONSTRAINT cinema_tills
  CHECK (cash_difference_allowed >= 0 AND till_lock_minutes > 0 AND allotment_seats >= 0);

ALTER TABLE "audit_entries" ADD COLUMN "kiosk_id" INTEGER;

ALTER TABLE "kiosks"
  ADD COLUMN "enrolment_hash" TEXT,
  ADD COLUMN "enrolment_expires_at" TIMESTAMPTZ(3),
  ADD COLUMN "enrolment_stays" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "instance" UUID,
  ADD COLUMN "epoch" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "app_version" TEXT,
  ADD COLUMN "last_seen_at" TIMESTAMPTZ(3),
  ADD COLUMN "z_number" INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX "kiosks_enrolment_hash_key" ON "kiosks"("enrolment_hash");

CREATE TABLE "clerk_sessions" (
    "kiosk_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clerk_sessions_pkey" PRIMARY KEY ("kiosk_id")
);
CREATE UNIQUE INDEX "clerk_sessions_token_hash_key" ON "clerk_sessions"("token_hash");
CREATE INDEX "clerk_sessions_user_id_idx" ON "clerk_sessions"("user_id");
ALTER TABLE "clerk_sessions" ADD CONSTRAINT "clerk_sessions_kiosk_id_fkey" FOREIGN KEY ("kiosk_id") REFERENCES "kiosks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "clerk_sessions" ADD CONSTRAINT "clerk_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "pin_failures" (
    "kiosk_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "wait_until" TIMESTAMPTZ(3) NOT NULL,
    "locked_at" TIMESTAMPTZ(3),

    CONSTRAINT "pin_failures_pkey" PRIMARY KEY ("kiosk_id","user_id")
);
CREATE INDEX "pin_failures_user_id_idx" ON "pin_failures"("user_id");
ALTER TABLE "pin_failures" ADD CONSTRAINT "pin_failures_kiosk_id_fkey" FOREIGN KEY ("kiosk_id") REFERENCES "kiosks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "pin_failures" ADD CONSTRAINT "pin_failures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "approvals" (
    "id" SERIAL NOT NULL,
    "kiosk_id" INTEGER NOT NULL,
    "supervisor_id" INTEGER NOT NULL,
    "clerk_id" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "spent_at" TIMESTAMPTZ(3),

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "approvals_key_hash_key" ON "approvals"("key_hash");
CREATE INDEX "approvals_kiosk_id_idx" ON "approvals"("kiosk_id");
CREATE INDEX "approvals_supervisor_id_idx" ON "approvals"("supervisor_id");
CREATE INDEX "approvals_clerk_id_idx" ON "approvals"("clerk_id");
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_kiosk_id_fkey" FOREIGN KEY ("kiosk_id") REFERENCES "kiosks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_supervisor_id_fkey" FOREIGN KEY ("supervisor_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_clerk_id_fkey" FOREIGN KEY ("clerk_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "till_acts" (
    "kiosk_id" INTEGER NOT NULL,
    "uuid" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "answer" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "till_acts_pkey" PRIMARY KEY ("kiosk_id","uuid")
);
CREATE INDEX "till_acts_at_idx" ON "till_acts"("at");
ALTER TABLE "till_acts" ADD CONSTRAINT "till_acts_kiosk_id_fkey" FOREIGN KEY ("kiosk_id") REFERENCES "kiosks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "shifts" RENAME COLUMN "user_id" TO "opened_by";
ALTER TABLE "shifts" RENAME CONSTRAINT "shifts_user_id_fkey" TO "shifts_opened_by_fkey";
ALTER INDEX "shifts_user_id_idx" RENAME TO "shifts_opened_by_idx";
-- Nobody has opened a shift before this; were there one, it gets a name of its own.
ALTER TABLE "shifts" ADD COLUMN "uuid" UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE "shifts" ALTER COLUMN "uuid" DROP DEFAULT;
ALTER TABLE "shifts"
  ADD COLUMN "closed_by" INTEGER,
  ADD COLUMN "closing_expected" INTEGER,
  ADD COLUMN "denominations" JSONB,
  ADD COLUMN "note" TEXT,
  ADD COLUMN "closing_approval_id" INTEGER,
  ADD COLUMN "z_number" INTEGER,
  ADD COLUMN "report" JSONB;
CREATE UNIQUE INDEX "shifts_uuid_key" ON "shifts"("uuid");
CREATE UNIQUE INDEX "shifts_kiosk_id_z_number_key" ON "shifts"("kiosk_id", "z_number");
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_closed_by_fkey" FOREIGN KEY ("closed_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_closing_approval_id_fkey" FOREIGN KEY ("closing_approval_id") REFERENCES "approvals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE shifts ADD CONSTRAINT shifts_amounts CHECK (opening_float >= 0 AND closing_count >= 0);
ALTER TABLE shifts ADD CONSTRAINT shifts_closed CHECK (
  num_nonnulls(closed_at, closed_by, closing_count, closing_expected, z_number, report) IN (0, 6)
);

CREATE TABLE "cash_movements" (
    "id" SERIAL NOT NULL,
    "uuid" UUID NOT NULL,
    "shift_id" INTEGER NOT NULL,
    "kind" "cash_movement_kind" NOT NULL,
    "amount" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "user_id" INTEGER NOT NULL,
    "approval_id" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cash_movements_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "cash_movements_uuid_key" ON "cash_movements"("uuid");
CREATE UNIQUE INDEX "cash_movements_approval_id_key" ON "cash_movements"("approval_id");
CREATE INDEX "cash_movements_shift_id_idx" ON "cash_movements"("shift_id");
ALTER TABLE "cash_movements" ADD CONSTRAINT "cash_movements_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "shifts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "cash_movements" ADD CONSTRAINT "cash_movements_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "cash_movements" ADD CONSTRAINT "cash_movements_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approvals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE cash_movements ADD CONSTRAINT cash_movements_amount CHECK (amount > 0);
ALTER TABLE cash_movements ADD CONSTRAINT cash_movements_approved CHECK (kind <> 'paid_out' OR approval_id IS NOT NULL);

ALTER TABLE "payments" ADD COLUMN "clerk_id" INTEGER;
ALTER TABLE "refunds" ADD COLUMN "clerk_id" INTEGER;
CREATE INDEX "payments_shift_id_idx" ON "payments"("shift_id");
CREATE INDEX "refunds_shift_id_idx" ON "refunds"("shift_id");
CREATE INDEX "refunds_settled_at_idx" ON "refunds"("settled_at");
ALTER TABLE "payments" ADD CONSTRAINT "payments_clerk_id_fkey" FOREIGN KEY ("clerk_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_clerk_id_fkey" FOREIGN KEY ("clerk_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- 13. Nothing is put into a drawer that has been counted. The share lock makes a close wait for what is under way, and
-- what comes after it is refused. Verbs lock the shift themselves; this is the second lock.
CREATE FUNCTION drawer_is_open(shift int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM shifts WHERE id = shift AND closed_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'shift % has been closed', shift USING ERRCODE = 'check_violation', CONSTRAINT = 'drawer_is_open';
  END IF;
END $$;
CREATE FUNCTION cash_into_open_drawer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM drawer_is_open(NEW.shift_id);
  RETURN NEW;
END $$;
CREATE TRIGGER cash_into_open_drawer BEFORE INSERT OR UPDATE OF shift_id, amount, status ON payments
  FOR EACH ROW WHEN (NEW.shift_id IS NOT NULL AND NEW.method = 'cash') EXECUTE FUNCTION cash_into_open_drawer();
CREATE TRIGGER movement_of_open_drawer BEFORE INSERT OR UPDATE ON cash_movements
  FOR EACH ROW EXECUTE FUNCTION cash_into_open_drawer();
CREATE FUNCTION cash_out_of_open_drawer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payments WHERE id = NEW.payment_id AND method = 'cash') THEN
    PERFORM drawer_is_open(NEW.shift_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cash_out_of_open_drawer BEFORE INSERT OR UPDATE OF shift_id, amount, status ON refunds
  FOR EACH ROW WHEN (NEW.shift_id IS NOT NULL) EXECUTE FUNCTION cash_out_of_open_drawer();
