import { expect, test } from 'vitest';
import { films } from '../../prisma/seed/films/index.ts';

test('the demo cinema has at least 28 films, each under its own slug', () => {
  expect(films.length).toBeGreaterThanOrEqual(28);
  expect(new Set(films.map((film) => film.slug)).size).toBe(films.length);
});

test.each(films.map((film) => [film.title, film] as const))('the facts of %s are complete', (_, film) => {
  expect(film.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(Temporal.PlainDate.from(film.releaseDate).year).toBe(film.year);
  expect(film.durationMin).toBeGreaterThan(60);
  expect(film.durationMin).toBeLessThan(240);
  expect(film.country).toMatch(/^[A-Z]{2}$/);
  expect(film.language).toMatch(/^[a-z]{2,3}$/);
  expect(new Set(film.genres).size).toBe(film.genres.length);
  expect(new Set(film.cast).size).toBe(3);
  expect(film.originalTitle).not.toBe(film.title);
  expect(film.synopsis.length).toBeGreaterThan(100);
  expect(film.synopsis).not.toContain('!');
});

test('films for adults are strict, and no policy forbids a film that is open to all', () => {
  for (const film of films) {
    if (film.ageLimit === 18) expect(film.agePolicy).toBe('strict');
    if (film.ageLimit <= 12) expect(film.agePolicy).not.toBe('strict');
  }
});

test('names can be set in the house’s typefaces: Latin and Cyrillic letters only', () => {
  for (const film of films) {
    const names = [film.title, film.originalTitle ?? '', film.director, ...film.cast].join(' ');
    expect(names).toMatch(/^[\p{Script=Latin}\p{Script=Cyrillic}\d\s.,:&’-]+$/u);
  }
});
