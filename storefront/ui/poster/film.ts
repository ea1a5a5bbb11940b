/** What a poster needs to know of a film. `genres` are codes such as `drama` or `sci-fi`, the weightiest first. */
export interface PosterFilm {
  id: number;
  slug: string;
  title: string;
  originalTitle: string | null;
  director: string;
  year: number | null;
  genres: string[];
  durationMin: number;
  ageRating: string;
}
