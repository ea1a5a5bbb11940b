-- A drawer whose till is dead is counted and closed by a manager, away from the till. Its Z report says so.
ALTER TABLE "shifts" ADD COLUMN "closed_at_office" BOOLEAN NOT NULL DEFAULT false;
