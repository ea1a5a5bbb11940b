export type GenreCode =
  | 'drama'
  | 'comedy'
  | 'horror'
  | 'sci-fi'
  | 'animation'
  | 'thriller'
  | 'romance'
  | 'documentary'
  | 'musical'
  | 'western'
  | 'war'
  | 'crime'
  | 'adventure'
  | 'fantasy'
  | 'family'
  | 'mystery'
  | 'action';

export type AgePolicy = 'advisory' | 'accompanied' | 'strict';

/** A real film with its true facts; the synopsis is the house's own prose. */
export interface SeedFilm {
  slug: string;
  /** As English-speaking audiences know it. */
  title: string;
  /** Only where it differs; in Latin or Cyrillic letters, which every face and the printed ticket can set. */
  originalTitle?: string;
  director: string;
  year: number;
  durationMin: number;
  /** ISO 3166 alpha-2 of the country it is counted to. */
  country: string;
  /** BCP 47 of the sound (of the intertitles, for silent films; `ukl` is Ukrainian Sign Language). */
  language: string;
  /** The first is the one a poster is drawn for. */
  genres: [GenreCode, ...GenreCode[]];
  ageLimit: 0 | 6 | 12 | 16 | 18;
  agePolicy: AgePolicy;
  /** First public showing, at a festival or in cinemas: ISO date. */
  releaseDate: string;
  cast: [string, string, string];
  synopsis: string;
  /** A stereoscopic version exists. */
  in3d?: true;
}
