-- Films for a few words as somebody remembers them: accents and letters' case do not matter, and typos are forgiven,
-- freely in titles, sparingly in descriptions and for short words (among many words some always look a little alike). A higher
-- rank is a better answer. `<%` uses the index films_search; the threshold holds within the function alone.
CREATE FUNCTION films_matching(p_query text) RETURNS TABLE (film_id int, rank real)
LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = 0.35 AS $$
  WITH asked AS (
    SELECT q, '%' || replace(replace(replace(q, '\', '\\'), '%', '\%'), '_', '\_') || '%' AS pattern
      FROM (SELECT search_fold(btrim(p_query)) AS q) folded
  ), near AS (
    SELECT id, search_fold(title || ' ' || coalesce(original_title, '')) AS titles,
           search_fold(title || ' ' || coalesce(original_title, '') || ' ' || description) AS everything
      FROM films
     WHERE search_fold(title || ' ' || coalesce(original_title, '') || ' ' || description) LIKE (SELECT pattern FROM asked)
        OR (SELECT q FROM asked) <% search_fold(title || ' ' || coalesce(original_title, '') || ' ' || description)
  ), judged AS (
    SELECT id, greatest(
             CASE WHEN titles LIKE pattern THEN 3 END,
             CASE WHEN length(q) > 2 AND word_similarity(q, titles) >= CASE WHEN length(q) < 8 THEN 0.5 ELSE 0.35 END
                  THEN 1 + word_similarity(q, titles) END,
             CASE WHEN everything LIKE pattern THEN 1.5 END,
             CASE WHEN length(q) > 2 AND word_similarity(q, everything) >= 0.6 THEN word_similarity(q, everything) END
           )::real AS best
      FROM near CROSS JOIN asked
  )
  SELECT id, best FROM judged WHERE best IS NOT NULL
$$;

-- Folding a description is dear; unless the planner knows that, it folds every film instead of asking the index.
ALTER FUNCTION search_fold(text) COST 5000;
