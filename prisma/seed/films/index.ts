import { classicFilms } from './classics.ts';
import { eastAsianFilms } from './east-asian.ts';
import { familyFilms } from './family.ts';
import type { SeedFilm } from './film.ts';
import { frenchFilms } from './french.ts';
import { horrorFilms } from './horror.ts';
import { modernFilms } from './modern.ts';
import { ukrainianFilms } from './ukrainian.ts';

export const films: SeedFilm[] = [
  ...ukrainianFilms,
  ...frenchFilms,
  ...eastAsianFilms,
  ...familyFilms,
  ...horrorFilms,
  ...classicFilms,
  ...modernFilms,
];
