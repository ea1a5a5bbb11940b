-- How many people the hall's licence admits, where there is one. A plan beyond it is not published.
ALTER TABLE "halls" ADD COLUMN "capacity" INTEGER;
ALTER TABLE "halls" ADD CONSTRAINT "halls_capacity" CHECK (capacity > 0);
