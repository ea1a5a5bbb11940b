import { clockTime } from '../../server/contract/venue-time.ts';
import type { SeatPickerData } from '../ui/seat-picker/data.ts';
import type { ShowTime } from './film-card.ts';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { type ShowFacts, ShowHead } from './show-head.tsx';
import { Stage } from './stage.tsx';
import { Times } from './times.tsx';

export interface SessionProps {
  frame: Frame;
  show: ShowFacts;
  data: SeatPickerData;
  /** The picker as HTML that its script takes over. */
  picker: string;
  /** Seats that this browser holds already. */
  own: { seats: string[]; until: string; href: string; release: string } | null;
}

export function SessionPage({ frame, show, data, picker, own }: SessionProps) {
  const { words, zone } = frame;
  return (
    <Page frame={frame} title={words.seats.title(show.film)} image={show.poster}>
      <ShowHead frame={frame} show={show} title={words.seats.choose} />
      <div className="container">
        {own && (
          <div className="notice own-hold">
            <p>{words.seats.ownHold(own.seats, clockTime(own.until, zone, words.locale))}</p>
            <a className="btn btn-primary" href={own.href}>
              {words.seats.ownGoOn}
            </a>
            <form method="post" action={own.release}>
              <button type="submit" className="btn btn-quiet">
                {words.seats.ownRelease}
              </button>
            </form>
          </div>
        )}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: React's own rendering of the picker, marked for its script */}
        <div id="seat-picker" dangerouslySetInnerHTML={{ __html: picker }} />
        <script
          type="application/json"
          id="seat-picker-data"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: data, with every bracket escaped
          dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
        />
      </div>
    </Page>
  );
}

export type ClosedReason = 'sales_closed' | 'sales_not_open' | 'screening_cancelled' | 'sold_out';

export interface ClosedSessionProps {
  frame: Frame;
  show: ShowFacts;
  reason: ClosedReason;
  /** When sales open, in words. */
  opensAt: string;
  others: ShowTime[];
}

/** A show that sells nothing here and now: why, and what else there is. */
export function ClosedSessionPage({ frame, show, reason, opensAt, others }: ClosedSessionProps) {
  const { words } = frame;
  const { title, text } = words.seats.closed[reason];
  return (
    <Page frame={frame} title={words.seats.title(show.film)} image={show.poster}>
      <ShowHead frame={frame} show={show} title={title} />
      <div className="container">
        <Stage title={title} text={typeof text === 'string' ? text : text(opensAt)} level={2}>
          {reason === 'sold_out' && (
            <a className="btn btn-primary" href={`/sessions/${show.id}`}>
              {words.seats.again}
            </a>
          )}
          <a className="btn btn-quiet" href={`/films/${show.filmSlug}`}>
            {show.film}
          </a>
          <a className="btn btn-quiet" href={`/?date=${show.businessDate}`}>
            {words.shell.programme}
          </a>
        </Stage>
        {others.length > 0 && (
          <section>
            <h2>{words.seats.otherTimes}</h2>
            <Times frame={frame} shows={others} withDay />
          </section>
        )}
      </div>
    </Page>
  );
}
