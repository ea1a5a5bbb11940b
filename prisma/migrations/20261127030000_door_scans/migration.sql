-- What was scanned at the doors, and what was said to it.
CREATE TABLE "door_scans" (
    "uuid" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "ticket_id" INTEGER,
    "user_id" INTEGER,
    "kiosk_id" INTEGER,
    "admitted" BOOLEAN NOT NULL DEFAULT false,
    "noted" BOOLEAN NOT NULL DEFAULT false,
    "scanned_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" JSONB,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" INTEGER,

    CONSTRAINT "door_scans_pkey" PRIMARY KEY ("uuid")
);
CREATE INDEX "door_scans_ticket_id_idx" ON "door_scans"("ticket_id");
CREATE INDEX "door_scans_user_id_idx" ON "door_scans"("user_id");
CREATE INDEX "door_scans_kiosk_id_idx" ON "door_scans"("kiosk_id");
CREATE INDEX "door_scans_undone_by_idx" ON "door_scans"("undone_by");
ALTER TABLE "door_scans" ADD CONSTRAINT "door_scans_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "door_scans" ADD CONSTRAINT "door_scans_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "door_scans" ADD CONSTRAINT "door_scans_kiosk_id_fkey" FOREIGN KEY ("kiosk_id") REFERENCES "kiosks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "door_scans" ADD CONSTRAINT "door_scans_undone_by_fkey" FOREIGN KEY ("undone_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One ticket lets one person in, whatever the programs above believe.
CREATE UNIQUE INDEX door_scans_one_admission ON door_scans (ticket_id) WHERE admitted AND undone_at IS NULL;
ALTER TABLE door_scans ADD CONSTRAINT door_scans_admitted CHECK (NOT admitted OR ticket_id IS NOT NULL);
