import { memo, useEffect, useState } from 'react';
import type { BoardFilm } from '../../../server/contract/api/staff/board.ts';
import { listBoardFilms } from '../../../server/contract/api/staff/schedule.ts';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { namesOf } from '../../../server/contract/words/names-of.ts';
import { paletteOf } from '../../../storefront/ui/poster/palettes.ts';
import { isRefused, operate } from '../client.ts';

/** What a screening that is dragged in is made of, beside its film. */
export interface Defaults {
  /** Null: the one of the nearest screening. */
  priceCardId: number | null;
  format: string;
  /** Null: the film's original. */
  language: string | null;
}

interface Props {
  priceCards: { id: number; name: string }[];
  languages: string[];
  defaults: Defaults;
  onDefaults(defaults: Defaults): void;
  onPointerDown(event: React.PointerEvent, film: BoardFilm): void;
  onChoose(film: BoardFilm): void;
}

const typingMs = 180;
const formats = ['2D', '3D', 'IMAX', 'Dolby'];

/** The films, to be searched and dragged in. */
export const Palette = memo(function Palette(props: Props) {
  const { defaults, onDefaults } = props;
  const [search, setSearch] = useState('');
  const films = useFilms(search);
  return (
    <aside className="schedule-palette" aria-label={words.films}>
      <input
        type="search"
        className="office-field"
        placeholder={words.search}
        aria-label={words.search}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="schedule-films">
        {films?.map((film) => (
          <li key={film.id}>
            <button
              type="button"
              className="schedule-film"
              data-film={film.id}
              title={words.dragOrEnter}
              style={{ ['--film' as string]: paletteOf(film).accent }}
              onPointerDown={(event) => props.onPointerDown(event, film)}
              onClick={(event) => event.detail === 0 && props.onChoose(film)}
            >
              <img
                src={`/films/${film.slug}/poster.svg`}
                alt=""
                width="28"
                height="42"
                loading="lazy"
                draggable={false}
              />
              <span>
                <b>{film.title}</b>
                <span className="office-muted">
                  {[words.minutes(film.minutes), film.ageLimit > 0 ? `${film.ageLimit}+` : null, film.year]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {films?.length === 0 && <p className="office-muted">{words.noFilms(search)}</p>}
      <div className="schedule-defaults">
        <h2>{words.newOnes}</h2>
        <label>
          {words.prices}
          <select
            className="office-field"
            value={defaults.priceCardId ?? ''}
            onChange={(event) => onDefaults({ ...defaults, priceCardId: Number(event.target.value) || null })}
          >
            <option value="">{words.likeNeighbours}</option>
            {props.priceCards.map((card) => (
              <option key={card.id} value={card.id}>
                {card.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.format}
          <select
            className="office-field"
            value={defaults.format}
            onChange={(event) => onDefaults({ ...defaults, format: event.target.value })}
          >
            {formats.map((format) => (
              <option key={format}>{format}</option>
            ))}
          </select>
        </label>
        <label>
          {words.sound}
          <select
            className="office-field"
            value={defaults.language ?? ''}
            onChange={(event) => onDefaults({ ...defaults, language: event.target.value || null })}
          >
            <option value="">{words.original}</option>
            {props.languages.map((language) => (
              <option key={language} value={language}>
                {languageName(language)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </aside>
  );
});

export const languageName = namesOf('en', 'language');

/** The films that answer a search, a moment after the typing; null before the first answer. */
export function useFilms(search: string): BoardFilm[] | null {
  const [films, setFilms] = useState<BoardFilm[] | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    const timer = setTimeout(
      async () => {
        const answer = await operate(listBoardFilms, { query: { search }, signal: gone.signal });
        if (!gone.signal.aborted && !isRefused(answer)) setFilms(answer.films);
      },
      search ? typingMs : 0,
    );
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [search]);
  return films;
}
