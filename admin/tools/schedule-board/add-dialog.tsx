import { useState } from 'react';
import type { BoardFilm } from '../../../server/contract/api/staff/board.ts';
import { localDate } from '../../../server/contract/venue-time.ts';
import { scheduleWords } from '../../../server/contract/words/en/office-schedule.ts';
import type { Refused } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { clock } from './clock.ts';
import type { Model, Place } from './model.ts';
import { useFilms } from './palette.tsx';
import { type PlaceChosen, PlaceFields } from './place-fields.tsx';

const words = scheduleWords.add_;

interface Props {
  model: Model;
  /** Chosen in the palette already. */
  film: BoardFilm | null;
  place: Place;
  onClose(): void;
  /** Answers why not, or null. */
  onAdd(film: BoardFilm, to: PlaceChosen): Promise<Refused | null>;
}

/** Puts on a film by film, hall and time: the way without dragging. */
export function AddDialog({ model, place, onClose, onAdd, ...given }: Props) {
  const [search, setSearch] = useState('');
  const [film, setFilm] = useState(given.film);
  const found = useFilms(search);
  const films = film && !found?.some((one) => one.id === film.id) ? [film, ...(found ?? [])] : (found ?? []);
  return (
    <Dialog title={words.title} onClose={onClose} wide>
      <PlaceFields
        model={model}
        date={localDate(new Date(place.startsAt), model.timeZone)}
        time={clock(place.startsAt, model.timeZone)}
        hallId={place.hallId}
        submit={words.submit}
        disabled={!film}
        onSubmit={async (to) => film && onAdd(film, to)}
      >
        <label data-wide>
          {scheduleWords.search}
          <input
            type="search"
            className="office-field"
            data-first
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
        <label data-wide>
          {words.film}
          <select
            className="office-field"
            required
            value={film?.id ?? ''}
            onChange={(event) => setFilm(films.find((one) => one.id === Number(event.target.value)) ?? null)}
          >
            <option value="">{words.choose}</option>
            {films.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title} ({scheduleWords.minutes(one.minutes)})
              </option>
            ))}
          </select>
        </label>
      </PlaceFields>
    </Dialog>
  );
}
