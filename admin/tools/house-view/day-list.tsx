import { useEffect, useRef, useState } from 'react';
import { type HouseDay, type HouseScreening, listHouses } from '../../../server/contract/api/staff/house.ts';
import { clockTime, localDate } from '../../../server/contract/venue-time.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { isRefused, operate, type Refused } from '../client.ts';

interface DayListProps {
  /** Null: today's business day. */
  date: string | null;
  chosen: number | null;
  onDate: (date: string | null) => void;
  onChoose: (screening: number) => void;
}

const refreshMs = 30_000;

function shifted(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The screenings of one business day with how full they are. */
export function DayList({ date, chosen, onDate, onChoose }: DayListProps) {
  const [day, setDay] = useState<HouseDay | Refused | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    const load = async () => {
      const answer = await operate(listHouses, { query: date ? { date } : {}, signal: gone.signal });
      if (!gone.signal.aborted) setDay(answer);
    };
    load();
    const timer = window.setInterval(load, refreshMs);
    return () => {
      gone.abort();
      window.clearInterval(timer);
    };
  }, [date]);
  const list = useRef<HTMLUListElement>(null);
  const shown = day && !isRefused(day) ? day.date : null;
  useEffect(() => {
    if (!shown) return;
    const next =
      list.current?.querySelector('[aria-current]') ?? list.current?.querySelector(':not([data-over]).house-show');
    // `scrollIntoView` would move the whole page along.
    if (!list.current || !next) return;
    list.current.scrollTop += next.getBoundingClientRect().top - list.current.getBoundingClientRect().top - 8;
  }, [shown]);
  if (!day) return <p className="house-days office-muted">{words.loading}</p>;
  if (isRefused(day)) {
    return (
      <p className="house-days office-note" data-tone="bad" role="alert">
        {day.message}
      </p>
    );
  }
  return (
    <section className="house-days" aria-label={words.day.list}>
      <div className="house-day">
        <button
          type="button"
          className="office-button"
          aria-label={words.day.previous}
          onClick={() => onDate(shifted(day.date, -1))}
        >
          ‹
        </button>
        <input
          type="date"
          className="office-field"
          aria-label={words.day.choose}
          value={day.date}
          onChange={(event) => event.target.value && onDate(event.target.value)}
        />
        <button
          type="button"
          className="office-button"
          aria-label={words.day.next}
          onClick={() => onDate(shifted(day.date, 1))}
        >
          ›
        </button>
        {day.date !== day.today && (
          <button type="button" className="office-button" onClick={() => onDate(null)}>
            {words.day.today}
          </button>
        )}
      </div>
      {day.screenings.length === 0 && <p className="office-muted">{words.day.none}</p>}
      <ul ref={list}>
        {day.screenings.map((screening) => (
          <li key={screening.id}>
            <Show
              screening={screening}
              zone={day.timeZone}
              chosen={screening.id === chosen}
              onChoose={() => onChoose(screening.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ShowProps {
  screening: HouseScreening;
  zone: string;
  chosen: boolean;
  onChoose: () => void;
}

function Show({ screening, zone, chosen, onChoose }: ShowProps) {
  const taken = screening.seatsTotal - screening.seatsFree;
  const off = screening.status === 'cancelled';
  const night = localDate(screening.startsAt, zone) !== screening.businessDate;
  return (
    <button
      type="button"
      className="house-show"
      aria-current={chosen || undefined}
      data-off={off || undefined}
      data-over={new Date(screening.endsAt) < new Date() || undefined}
      onClick={onChoose}
    >
      <time dateTime={screening.startsAt}>
        {clockTime(screening.startsAt, zone, 'en-GB')}
        {night && <sup>+1</sup>}
      </time>
      <span className="house-show-film">{screening.film}</span>
      <span className="house-show-hall">{screening.hall}</span>
      <span className="house-show-fill" title={off ? undefined : words.day.fillTitle(taken, screening.seatsTotal)}>
        {off ? words.day.off : words.day.fill(taken, screening.seatsTotal)}
        {!off && (
          <span className="house-fill" aria-hidden="true">
            <span style={{ width: `${(100 * taken) / Math.max(1, screening.seatsTotal)}%` }} />
          </span>
        )}
      </span>
    </button>
  );
}
