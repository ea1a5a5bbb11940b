import type { Tx } from '../../../db.ts';
import type { Actor } from '../../actor.ts';
import { unknownFacts } from '../film-facts.ts';
import { nextFree, slugOf } from '../film-slug.ts';
import type { ImportPlan } from './plan-import.ts';

/** Films in one statement. */
const batch = 500;

/** Writes new films with their genres and audit entries, some hundred at a time. The list of slugs is locked. */
export async function writeNewFilms(tx: Tx, actor: Actor, films: ImportPlan['new']): Promise<void> {
  const slugs = await tx.query<{ slug: string }>('SELECT slug FROM films');
  const taken = new Set(slugs.map((row) => row.slug));
  const rows = films.map(({ film, genres, line: _line }) => {
    const slug = nextFree(slugOf(film.title), taken);
    taken.add(slug);
    return { ...unknownFacts, ...film, genres, slug };
  });
  for (let from = 0; from < rows.length; from += batch) {
    await tx.query(
      `WITH wanted AS (
         SELECT * FROM jsonb_to_recordset($1) AS f (
           slug text, title text, "originalTitle" text, description text, "durationMinutes" int, director text,
           "cast" text[], year int, country text, language text, "ageLimit" int, "agePolicy" age_policy,
           "releaseDate" date, genres text[])
       ), added AS (
         INSERT INTO films (slug, title, original_title, description, duration_minutes, director, "cast", year, country,
                            language, age_limit, age_policy, release_date)
         SELECT slug, title, "originalTitle", description, "durationMinutes", director, "cast", year, country,
                language, "ageLimit", "agePolicy", "releaseDate" FROM wanted
         RETURNING id, slug
       ), kinds AS (
         INSERT INTO film_genres (film_id, genre_id, position)
         SELECT a.id, g.id, kind.position
           FROM added a JOIN wanted w USING (slug)
          CROSS JOIN LATERAL unnest(w.genres) WITH ORDINALITY AS kind (code, position)
           JOIN genres g ON g.code = kind.code
       )
       INSERT INTO audit_entries (actor, user_id, action, entity, entity_id, after, request_id, address)
       SELECT $2, $3, 'add_film', 'film', a.id::text, to_jsonb(w), $4, $5 FROM added a JOIN wanted w USING (slug)`,
      [JSON.stringify(rows.slice(from, from + batch)), actor.kind, actor.userId, actor.requestId, actor.address],
    );
  }
}
