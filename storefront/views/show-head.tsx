import type { CSSProperties } from 'react';
import { clockTime, showDate } from '../../server/contract/venue-time.ts';
import { atStart } from '../../server/contract/words/at-start.ts';
import type { Frame } from './frame.ts';

/** One show, as every page after the programme names it. */
export interface ShowFacts {
  id: number;
  film: string;
  filmSlug: string;
  poster: string;
  colors: { background: string; ink: string; accent: string };
  ageLimit: number;
  /** ISO 8601. */
  startsAt: string;
  businessDate: string;
  hall: string;
  format: string;
  language: string;
  subtitles: string | null;
}

/** A band in the film's own colours that says what, when and where. */
export function ShowHead({ frame, show, title }: { frame: Frame; show: ShowFacts; title: string }) {
  const { words, zone } = frame;
  const { shell } = words;
  const style = { '--film-ground': show.colors.background, '--film-ink': show.colors.ink } as CSSProperties;
  return (
    <div className="show-head" style={style}>
      <div className="container">
        <img className="show-poster" src={show.poster} alt="" width={400} height={600} />
        <div>
          <p className="show-step">{title}</p>
          <h1>
            <a href={`/films/${show.filmSlug}`}>{show.film}</a>
          </h1>
          <p className="show-when">
            {atStart(showDate(show, zone, words.locale, shell), words.locale)}
            {', '}
            <time dateTime={show.startsAt}>{clockTime(show.startsAt, zone, words.locale)}</time>
          </p>
          <p className="show-facts">
            {[
              show.hall,
              show.format,
              shell.sound(show.language),
              show.subtitles ? shell.subtitles(shell.sound(show.subtitles)) : '',
              shell.age(show.ageLimit),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </div>
    </div>
  );
}
