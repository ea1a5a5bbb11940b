import type { CSSProperties } from 'react';
import { clockTime, dateInWords, localDate, showDate } from '../../server/contract/venue-time.ts';
import { atStart } from '../../server/contract/words/at-start.ts';
import type { ShowTime } from './film-card.ts';
import type { Frame } from './frame.ts';

const looks: Record<ShowTime['state'], string> = {
  open: '',
  few: 'time-few',
  spaces_only: 'time-few',
  sold_out: 'time-out',
  not_yet: '',
  closed: 'time-past',
  cancelled: 'time-out',
};

interface TimesProps {
  frame: Frame;
  shows: readonly ShowTime[];
  /** Where the shows are not of one day. */
  withDay?: boolean;
}

/** Times are the buttons: a row of them, each with its hall, picture and sound, and how full it is. */
export function Times({ frame, shows, withDay = false }: TimesProps) {
  return (
    <ul className="times">
      {shows.map((show) => (
        <li key={show.id}>
          <Time frame={frame} show={show} withDay={withDay} />
        </li>
      ))}
    </ul>
  );
}

function Time({ frame, show, withDay }: { frame: Frame; show: ShowTime; withDay: boolean }) {
  const { words, zone } = frame;
  const { programme, shell } = words;
  const notes: Record<ShowTime['state'], string> = {
    open: '',
    few: programme.few,
    spaces_only: programme.spacesOnly,
    sold_out: programme.soldOut,
    not_yet: programme.notYet,
    closed: programme.closed,
    cancelled: programme.cancelled,
  };
  // A show after midnight is listed under the evening before, and must not be taken for one of the night before that.
  const night = localDate(show.startsAt, zone) !== show.businessDate;
  const day = night
    ? atStart(showDate(show, zone, words.locale, shell), words.locale)
    : dateInWords(show.businessDate, words.locale, { weekday: 'short', day: 'numeric', month: 'short' });
  const body = (
    <>
      {withDay && <span className="time-day">{day}</span>}
      <time className="time-clock" dateTime={show.startsAt}>
        {clockTime(show.startsAt, zone, words.locale)}
      </time>
      {night && !withDay && <span className="time-day">{day}</span>}
      <span className="time-place">
        {show.hall}, {show.format}
      </span>
      <span className="time-place">
        {shell.sound(show.language)}
        {show.subtitles && `, ${shell.subtitles(shell.sound(show.subtitles))}`}
      </span>
      {notes[show.state] && <strong className="time-note">{notes[show.state]}</strong>}
      <span className="time-fill" style={{ '--fill': show.fill.toFixed(2) } as CSSProperties} />
    </>
  );
  const className = `time ${looks[show.state]}`.trim();
  if (show.state === 'closed' || show.state === 'cancelled') return <span className={className}>{body}</span>;
  return (
    <a className={className} href={`/sessions/${show.id}`}>
      {body}
    </a>
  );
}
