-- The programme has a version: it goes up with every commit that changes what public answers are made of, seats aside. So
-- whoever keeps such an answer knows by one look whether it still stands. See docs/decisions/0031.
--
-- It is raised at the commit itself and once in a transaction: the row's lock is the last that a transaction takes, and
-- nobody holds it while they still wait for another.

CREATE TABLE "programme_version" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "programme_version_pkey" PRIMARY KEY ("id")
);
ALTER TABLE programme_version ADD CONSTRAINT programme_version_single CHECK (id = 1);
INSERT INTO programme_version DEFAULT VALUES;

CREATE FUNCTION raise_programme_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('foyer.programme_raised', true), '') = '' THEN
    UPDATE programme_version SET version = version + 1;
    PERFORM set_config('foyer.programme_raised', 'yes', true);
  END IF;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  each text;
BEGIN
  FOREACH each IN ARRAY ARRAY['cinema', 'halls', 'seat_plans', 'seats', 'seat_categories', 'films', 'genres', 'film_genres',
                              'screenings', 'ticket_types', 'price_cards', 'prices'] LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER programme_grown AFTER INSERT OR DELETE ON %I
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_programme_version()', each);
    EXECUTE format('CREATE CONSTRAINT TRIGGER programme_changed AFTER UPDATE ON %I
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
      EXECUTE FUNCTION raise_programme_version()', each);
    EXECUTE format('CREATE TRIGGER programme_emptied AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION raise_programme_version()', each);
  END LOOP;
END
$$;
