import type { GenreCode } from './films/film.ts';

export const genreNames: Record<GenreCode, string> = {
  drama: 'Drama',
  comedy: 'Comedy',
  horror: 'Horror',
  'sci-fi': 'Science fiction',
  animation: 'Animation',
  thriller: 'Thriller',
  romance: 'Romance',
  documentary: 'Documentary',
  musical: 'Musical',
  western: 'Western',
  war: 'War',
  crime: 'Crime',
  adventure: 'Adventure',
  fantasy: 'Fantasy',
  family: 'Family',
  mystery: 'Mystery',
  action: 'Action',
};
