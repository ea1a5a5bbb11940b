-- Counts how often a draft was saved, so that two people who draw one hall do not overwrite each other unseen.
ALTER TABLE "seat_plans" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
