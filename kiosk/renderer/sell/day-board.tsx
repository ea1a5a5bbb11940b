import { useEffect, useState } from 'react';
import type { TillDay } from '../../../server/contract/till/programme.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { Days, dayName } from './days.tsx';

/** A day's screenings of all halls with their seats left, live. What cannot be sold any more goes to the end. */
export function DayBoard({ onChoose }: { onChoose(screening: number): void }) {
  const { till, state } = useTill();
  const { run, refusal } = useCall('programme');
  const [day, setDay] = useState<TillDay | null>(null);
  const [today, setToday] = useState<string | null>(null);
  const [date, setDate] = useState<string | null>(null);
  const [free, setFree] = useState<ReadonlyMap<number, number>>(new Map());
  const { status } = state.link;
  // Asked anew when the line comes or goes: what can be sold is another thing then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: status is why
  useEffect(() => {
    let wanted = true;
    setFree(new Map());
    void run(date === null ? {} : { date }).then((answer) => {
      if (!wanted) return;
      setDay(answer.ok ? answer.value : null);
      if (answer.ok && date === null) setToday(answer.value.date);
    });
    return () => {
      wanted = false;
    };
  }, [run, status, date]);
  useEffect(() => till.onFree((changes) => setFree((now) => new Map([...now, ...changes]))), [till]);
  const days = today !== null && (
    <Days today={today} chosen={date ?? today} onChoose={(next) => setDate(next === today ? null : next)} />
  );
  if (!day) {
    return (
      <section className="day">
        {days}
        {refusal ? <Note tone="bad" text={refusal.message} /> : <Loading />}
      </section>
    );
  }
  const zone = state.facts?.cinema.timeZone ?? 'UTC';
  const open = day.screenings.filter(({ closed }) => closed === null);
  const closed = day.screenings.filter((each) => each.closed !== null);
  const label = words.screeningsOf(dayName(day.date));
  return (
    <section className="day" aria-label={label}>
      <h1 className="unseen">{label}</h1>
      {days}
      {day.screenings.length === 0 && <p className="muted">{words.none}</p>}
      <div className="board">
        {[...open, ...closed].map((each) => {
          const left = free.get(each.id) ?? each.seatsFree;
          return (
            <button
              key={each.id}
              type="button"
              className="tile"
              data-screening={each.id}
              disabled={each.closed !== null || left === 0}
              onClick={() => onChoose(each.id)}
            >
              <time dateTime={each.startsAt}>{clockTime(each.startsAt, zone, 'en-GB')}</time>
              <strong>{each.film.title}</strong>
              <span>{each.hall}</span>
              <span>{each.closed === null ? words.free(left) : notSold(each.closed)}</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

/** In the few words of a tile. */
function notSold(why: string): string {
  return why === 'screening_cancelled' ? words.cancelled : words.closed;
}
