-- Whom tokens stand for at this moment, of as many as are shown in one: a function, so that its plan is kept however many they
-- are. Nobody is answered for a token whose family has ended or whose person is locked. See docs/decisions/0035.
CREATE FUNCTION token_holders(p_families uuid[], p_users int[])
RETURNS TABLE (place bigint, user_id int, email text, name text, family_id uuid, language text)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT shown.place, u.id, u.email::text, u.name, f.id, u.language
    FROM unnest(p_families, p_users) WITH ORDINALITY shown (family, person, place)
    JOIN token_families f ON f.id = shown.family AND f.user_id = shown.person
    JOIN users u ON u.id = f.user_id
   WHERE f.expires_at > now() AND u.locked_at IS NULL;
END $$;
