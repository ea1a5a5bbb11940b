import { memo } from 'react';
import { type BoardDay, hour, hoursOf } from '../../../server/contract/schedule.ts';
import { dateInWords } from '../../../server/contract/venue-time.ts';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { type Layout, stripHeight } from './layout.ts';
import type { Model } from './model.ts';
import { NowLine } from './now-line.tsx';

interface Props {
  model: Model;
  layout: Layout;
  /** Drafts of each day, by date. */
  drafts: ReadonlyMap<string, number>;
  onPublishDay(date: string): void;
}

/** The ground of the board: a strip a day, in it a lane a hall, over them the hours of the venue's clock. */
export const Strips = memo(function Strips({ model, layout, drafts, onPublishDay }: Props) {
  const week = model.days.length > 1;
  return (
    <>
      {model.days.map((day) => (
        <section
          key={day.date}
          className="schedule-strip"
          aria-label={dayName(day, 'long')}
          style={{ height: stripHeight(layout, model), marginBottom: layout.gap }}
        >
          <div className="schedule-head" style={{ height: layout.head }}>
            <div
              className="schedule-corner"
              style={{ width: layout.label }}
              data-today={day.date === model.today || undefined}
            >
              {week ? dayName(day, 'short') : words.halls}
            </div>
            <Hours day={day} zone={model.timeZone} layout={layout} />
            {week && (drafts.get(day.date) ?? 0) > 0 && (
              <button type="button" className="schedule-publish-day" onClick={() => onPublishDay(day.date)}>
                {words.publish(drafts.get(day.date) ?? 0)}
                <span className="visually-hidden"> {dayName(day, 'long')}</span>
              </button>
            )}
          </div>
          <NowLine day={day} layout={layout} />
          {model.halls.map((hall) => (
            <div
              key={hall.id}
              className="schedule-lane"
              style={{ height: layout.lane }}
              data-closed={!hall.hasPlan || undefined}
            >
              <div className="schedule-hall" style={{ width: layout.label }}>
                <b>{hall.name}</b>
                {!week && <span>{hall.hasPlan ? hall.seats : words.noPlan}</span>}
              </div>
              <div
                className="schedule-hours"
                style={{
                  width: ((day.to - day.from) / hour) * layout.hour,
                  backgroundSize: `${layout.hour}px 100%`,
                }}
              />
            </div>
          ))}
        </section>
      ))}
    </>
  );
});

function Hours({ day, zone, layout }: { day: BoardDay; zone: string; layout: Layout }) {
  return (
    <div className="schedule-clock" style={{ width: ((day.to - day.from) / hour) * layout.hour }} aria-hidden="true">
      {hoursOf(day, zone).map(({ at, label }) => (
        <span key={at} style={{ left: ((at - day.from) / hour) * layout.hour }}>
          {label}
        </span>
      ))}
    </div>
  );
}

export function dayName({ date }: { date: string }, weekday: 'short' | 'long'): string {
  return dateInWords(date, 'en-GB', { weekday, day: 'numeric', month: weekday });
}
