import type { FilmCard } from './film-card.ts';
import type { Frame } from './frame.ts';

/** Age, length, genres, director: one quiet line. */
export function FilmMeta({ frame: { words }, film }: { frame: Frame; film: FilmCard }) {
  return (
    <ul className="film-meta">
      <li>
        <span className="age" title={words.shell.ageLong(film.ageLimit)}>
          {words.shell.age(film.ageLimit)}
        </span>
      </li>
      <li>{words.shell.minutes(film.duration)}</li>
      {film.genres.length > 0 && <li>{film.genres.join(', ')}</li>}
      {film.director && (
        <li>
          {film.director}
          {film.year && `, ${film.year}`}
        </li>
      )}
    </ul>
  );
}
