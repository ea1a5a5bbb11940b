import type { CSSProperties } from 'react';
import { dateInWords } from '../../server/contract/venue-time.ts';
import { atStart } from '../../server/contract/words/at-start.ts';
import type { FilmCard, ShowTime } from './film-card.ts';
import { FilmMeta } from './film-meta.tsx';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { Times } from './times.tsx';

export interface FilmPageProps {
  frame: Frame;
  film: FilmCard & { description: string; cast: string[]; country: string; language: string };
  shows: ShowTime[];
}

/** The film first, in its own colours; then what it is, and when. */
export function FilmPage({ frame, film, shows }: FilmPageProps) {
  const { words } = frame;
  const style = { '--film-ground': film.colors.background, '--film-ink': film.colors.ink } as CSSProperties;
  return (
    <Page frame={frame} title={film.title} description={film.description.slice(0, 200)} image={film.poster}>
      <div className="film-hero" style={style}>
        <div className="container">
          <div className="poster">
            <img src={film.poster} alt={words.programme.posterOf(film.title)} width={400} height={600} />
          </div>
          <div className="film-words">
            <h1 style={{ '--longest-word': longestWord(film.title) } as CSSProperties}>{film.title}</h1>
            {film.originalTitle && (
              <p className="film-original" lang={film.language}>
                {film.originalTitle}
              </p>
            )}
            <FilmMeta frame={frame} film={film} />
          </div>
        </div>
      </div>
      <div className="container film-body">
        <div>
          <p className="film-text">{film.description}</p>
          <FilmFacts frame={frame} film={film} />
        </div>
        <section aria-labelledby="showings">
          <h2 id="showings">{words.film.sessions}</h2>
          {shows.length === 0 && <p className="muted">{words.film.noSessions}</p>}
          {[...Map.groupBy(shows, (show) => show.businessDate)].map(([date, own]) => (
            <div className="day" key={date}>
              <h3>
                {atStart(
                  dateInWords(date, words.locale, { weekday: 'long', day: 'numeric', month: 'long' }),
                  words.locale,
                )}
              </h3>
              <Times frame={frame} shows={own} />
            </div>
          ))}
        </section>
      </div>
    </Page>
  );
}

/** About how wide the longest word of a title is in the display face, in ems: its Cyrillic is wider than its Latin. */
function longestWord(title: string): number {
  const widthOf = (word: string) =>
    [...word].reduce((ems, letter) => ems + (/\p{Script=Cyrillic}/u.test(letter) ? 0.64 : 0.48), 0);
  return Math.max(1, ...title.split(/[\s-]+/).map(widthOf));
}

function FilmFacts({ frame: { words }, film }: Pick<FilmPageProps, 'frame' | 'film'>) {
  const say = words.film;
  const meaning = film.ageLimit === 0 ? say.ratingMeans.none : say.ratingMeans[film.agePolicy](film.ageLimit);
  const facts: [string, string][] = [
    [say.rating, meaning],
    [say.director, film.director],
    [say.cast, words.shell.and(film.cast)],
    [say.country, film.country ? words.shell.country(film.country) : ''],
    [say.original, film.language ? words.shell.sound(film.language) : ''],
  ];
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
