import type { CSSProperties } from 'react';
import { dateInWords } from '../../server/contract/venue-time.ts';
import { atStart } from '../../server/contract/words/at-start.ts';
import type { FilmCard, ShowTime } from './film-card.ts';
import { FilmMeta } from './film-meta.tsx';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { Filters, type ProgrammeChoice } from './programme-filters.tsx';
import { Stage } from './stage.tsx';
import { Times } from './times.tsx';

export interface ProgrammeProps {
  frame: Frame;
  choice: ProgrammeChoice;
  /** The days on the strip, `YYYY-MM-DD`, today first. */
  days: string[];
  films: { film: FilmCard; shows: ShowTime[] }[];
  /** The date asked for was no date. */
  badDate: boolean;
}

export function ProgrammePage(props: ProgrammeProps) {
  const { frame, choice, days, badDate } = props;
  const { words } = frame;
  const title = titleOf(frame, choice, days);
  const first = props.films[0]?.film;
  return (
    <Page frame={frame} title={title} current="programme" {...(first && { image: first.poster })}>
      <div className="container">
        <h1 className="programme-title">{title}</h1>
        {badDate && <p className="notice notice-warn">{words.programme.badDate}</p>}
        <DateStrip frame={frame} choice={choice} days={days} />
        <Filters frame={frame} choice={choice} />
        <p className="visually-hidden" role="status" data-announce="" />
        <div id="results">
          <ProgrammeResults {...props} />
        </div>
      </div>
    </Page>
  );
}

function titleOf(frame: Frame, choice: ProgrammeChoice, days: readonly string[]): string {
  return choice.query ? frame.words.programme.searchTitle(choice.query) : dayTitle(frame, choice.date, days);
}

function dayTitle({ words }: Frame, date: string, days: readonly string[]): string {
  if (date === days[0]) return words.programme.todayTitle;
  if (date === days[1]) return words.programme.tomorrow;
  return atStart(dateInWords(date, words.locale, { weekday: 'long', day: 'numeric', month: 'long' }), words.locale);
}

function DateStrip({ frame: { words }, choice, days }: Pick<ProgrammeProps, 'frame' | 'choice' | 'days'>) {
  return (
    <nav aria-label={words.programme.dates}>
      <ul className="date-strip">
        {days.map((day, index) => (
          <li key={day}>
            <a
              href={`/?${new URLSearchParams({ date: day, ...choice.filters })}`}
              {...(day === choice.date && !choice.query && { 'aria-current': 'date' })}
            >
              <span className="date-strip-name">
                {index === 0 ? words.programme.today : dateInWords(day, words.locale, { weekday: 'short' })}
              </span>
              <span className="date-strip-day">{Number(day.slice(8))}</span>
              <span className="date-strip-name">{dateInWords(day, words.locale, { month: 'short' })}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The part that changes while somebody types. Its first line is what a screen reader is told, and the page's title. */
export function ProgrammeResults({ frame, choice, days, films }: ProgrammeProps) {
  const { programme } = frame.words;
  if (films.length === 0) {
    const plain = !choice.query && Object.keys(choice.filters).length === 0;
    const nextDay = plain ? days[days.indexOf(choice.date) + 1] : undefined;
    const text = choice.query ? programme.empty.search : plain ? programme.empty.nothing : programme.empty.text;
    return (
      <>
        <p className="visually-hidden" data-count="" data-title={titleOf(frame, choice, days)}>
          {choice.query ? programme.found(0, choice.query) : programme.count(0)}
        </p>
        <Stage title={plain ? programme.empty.quiet : programme.empty.title} text={text} level={2}>
          <a className="btn btn-primary" href={nextDay ? `/?date=${nextDay}` : '/'}>
            {nextDay ? dayTitle(frame, nextDay, days) : programme.reset}
          </a>
        </Stage>
      </>
    );
  }
  return (
    <>
      <p className={choice.query ? 'muted' : 'visually-hidden'} data-count="" data-title={titleOf(frame, choice, days)}>
        {choice.query ? programme.found(films.length, choice.query) : programme.count(films.length)}
      </p>
      <ul className="films">
        {films.map(({ film, shows }, index) => (
          <li key={film.slug}>
            <Card frame={frame} film={film} shows={shows} byDay={choice.query !== ''} soon={index < 4} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface CardProps {
  frame: Frame;
  film: FilmCard;
  shows: ShowTime[];
  byDay: boolean;
  soon: boolean;
}

function Card({ frame, film, shows, byDay, soon }: CardProps) {
  const { words } = frame;
  return (
    <article className="film-card">
      <a
        className="poster"
        href={`/films/${film.slug}`}
        tabIndex={-1}
        style={{ '--film-ground': film.colors.background } as CSSProperties}
      >
        <img
          src={film.poster}
          alt={words.programme.posterOf(film.title)}
          width={400}
          height={600}
          loading={soon ? 'eager' : 'lazy'}
          decoding="async"
        />
      </a>
      <div>
        <h2>
          <a href={`/films/${film.slug}`}>{film.title}</a>
        </h2>
        <FilmMeta frame={frame} film={film} />
      </div>
      <div className="film-card-times">
        <Times frame={frame} shows={shows} withDay={byDay} />
        {shows.length === 0 && <p className="muted">{words.film.noSessions}</p>}
      </div>
    </article>
  );
}
