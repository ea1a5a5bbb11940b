import type { Sql } from '../../db.ts';

/** What is known of a film. Everything but title and length may be left out. */
export interface FilmFacts {
  title: string;
  originalTitle: string | null;
  description: string;
  /** Minutes. */
  durationMinutes: number;
  director: string;
  cast: string[];
  year: number | null;
  /** ISO 3166 alpha-2. */
  country: string;
  /** BCP 47 of the original. */
  language: string;
  ageLimit: number;
  agePolicy: 'advisory' | 'accompanied' | 'strict';
  /** `YYYY-MM-DD`. */
  releaseDate: string | null;
  /** File name of an uploaded poster. */
  poster: string | null;
}

export const unknownFacts: Omit<FilmFacts, 'title' | 'durationMinutes'> = {
  originalTitle: null,
  description: '',
  director: '',
  cast: [],
  year: null,
  country: '',
  language: '',
  ageLimit: 0,
  agePolicy: 'advisory',
  releaseDate: null,
  poster: null,
};

/** The columns of `FilmFacts` in SQL, under their names here. */
export const factColumns = `title, original_title AS "originalTitle", description, duration_minutes AS "durationMinutes",
  director, "cast", year, country, language, age_limit AS "ageLimit", age_policy AS "agePolicy",
  release_date AS "releaseDate", poster`;

/** Writes the facts of a film that exists. */
export async function writeFacts(sql: Sql, filmId: number, facts: FilmFacts): Promise<void> {
  await sql.query(
    `UPDATE films
        SET title = $2, original_title = $3, description = $4, duration_minutes = $5, director = $6, "cast" = $7,
            year = $8, country = $9, language = $10, age_limit = $11, age_policy = $12, release_date = $13, poster = $14
      WHERE id = $1`,
    [
      filmId,
      facts.title,
      facts.originalTitle,
      facts.description,
      facts.durationMinutes,
      facts.director,
      facts.cast,
      facts.year,
      facts.country,
      facts.language,
      facts.ageLimit,
      facts.agePolicy,
      facts.releaseDate,
      facts.poster,
    ],
  );
}
