import { useEffect, useState } from 'react';
import type { TillDay } from '../../../server/contract/till/programme.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';

/** Today's screenings of all halls with their seats left, live. What cannot be sold any more goes to the end. */
export function DayBoard({ onChoose }: { onChoose(screening: number): void }) {
  const { till, state } = useTill();
  const { run, refusal } = useCall('programme');
  const [day, setDay] = useState<TillDay | null>(null);
  const [free, setFree] = useState<ReadonlyMap<number, number>>(new Map());
  const { status } = state.link;
  // Asked anew when the line comes or goes: what can be sold is another thing then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: status is why
  useEffect(() => {
    void run({}).then((answer) => {
      if (answer.ok) setDay(answer.value);
    });
  }, [run, status]);
  useEffect(() => till.onFree((changes) => setFree((now) => new Map([...now, ...changes]))), [till]);
  if (refusal && !day) return <Note tone="bad" text={refusal.message} />;
  if (!day) return <Loading />;
  const zone = state.facts?.cinema.timeZone ?? 'UTC';
  const open = day.screenings.filter(({ closed }) => closed === null);
  const closed = day.screenings.filter((each) => each.closed !== null);
  return (
    <section className="board" aria-label={words.today}>
      <h1 className="unseen">{words.today}</h1>
      {day.screenings.length === 0 && <p className="muted">{words.none}</p>}
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
            <span>{each.closed === null ? words.free(left) : words.closed}</span>
          </button>
        );
      })}
    </section>
  );
}
