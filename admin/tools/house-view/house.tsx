import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import type { HouseView } from '../../../server/contract/api/staff/house.ts';
import type { SeatState } from '../../../server/contract/seats.ts';
import { showDay } from '../../../server/contract/venue-time.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { SeatMap } from '../../../storefront/ui/seat-map/seat-map.tsx';
import { CancelScreening, Progress } from './cancel-screening.tsx';
import { Counts } from './counts.tsx';
import { indexOf, labelsOf, mapWords, marksOf, statesOf } from './house-map.ts';
import { MovePanel } from './move-panel.tsx';
import { Panel } from './panel.tsx';
import { SeatList } from './seat-list.tsx';
import { selectionOf, toggled } from './selection.ts';
import { type LiveHouse, useHouse } from './use-house.ts';

const every = () => true;
const free = (state: SeatState) => state === 'free';
const none: ReadonlySet<number> = new Set();

/** One screening, live. `onDay` is told its business day. */
export function House({ id, onDay }: { id: number; onDay: (date: string) => void }) {
  const { view, answered, refused, live, reload } = useHouse(id);
  const day = view?.screening.businessDate;
  useEffect(() => {
    if (day) onDay(day);
  }, [day, onDay]);
  if (!view) {
    return (
      <p className="house-empty office-muted" role={refused ? 'alert' : undefined}>
        {refused?.message ?? words.loading}
      </p>
    );
  }
  return <Floor view={view} answered={answered} live={live} reload={reload} />;
}

function Floor({ view, answered, live, reload }: Omit<LiveHouse, 'view' | 'refused'> & { view: HouseView }) {
  const [chosen, setChosen] = useState(none);
  /** Tickets' seats that are about to move, and where to; null while nobody moves. */
  const [moving, setMoving] = useState<ReadonlySet<number> | null>(null);
  const [targets, setTargets] = useState(none);
  const [said, setSaid] = useState('');
  const [printing, setPrinting] = useState(false);

  // A seat that changes makes a new view, of which the rest is as it was: then the map need not look through every row.
  const { plan, guests, holds, blocks, kept } = view;
  const index = useMemo(() => indexOf({ plan, guests, holds, blocks, kept }), [plan, guests, holds, blocks, kept]);
  const states = useMemo(() => statesOf(view.states), [view.states]);
  const mapSays = useMemo(() => mapWords(index, view.timeZone), [index, view.timeZone]);
  const selection = useMemo(() => selectionOf(index, chosen), [index, chosen]);
  const order = selection.sort === 'guests' ? selection.order : null;
  const marks = useMemo(() => marksOf({ guests, kept }, order, moving ?? none), [guests, kept, order, moving]);

  const toggle = useCallback(
    (ids: readonly number[], on: boolean) => {
      setSaid('');
      if (!moving) return setChosen((before) => toggled(index, before, ids, on));
      setTargets((before) => {
        const others = [...before].filter((seat) => !ids.includes(seat));
        // One more than there are guests pushes the first one out.
        return new Set(on ? [...others, ...ids].slice(-moving.size) : others);
      });
    },
    [index, moving],
  );

  // A seat that somebody else takes is no place to move to any more.
  useEffect(() => {
    const now = statesOf(answered);
    const lost = [...targets].filter((seat) => now[index.seats.get(seat)?.ordinal ?? -1] !== 'free');
    if (!moving || lost.length === 0) return;
    setTargets((before) => new Set([...before].filter((seat) => !lost.includes(seat))));
    setSaid(words.move.lost(labelsOf(index, lost)));
  }, [moving, targets, answered, index]);

  const letGo = useCallback(() => {
    setChosen(none);
    setMoving(null);
    setTargets(none);
  }, []);
  const printed = useCallback(() => setPrinting(false), []);
  const done = async (what: string) => {
    setSaid(what);
    letGo();
    await reload();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) letGo();
  };

  const { screening } = view;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape lets go of the choice from anywhere in the house.
    <div className="house-floor" onKeyDown={onKeyDown}>
      <header className="house-head">
        <div>
          <h2>{screening.film}</h2>
          <p className="office-muted">
            {[showDay(screening, view.timeZone, 'en-GB', words), screening.hall, screening.format].join(' · ')}
          </p>
        </div>
        <div className="house-acts">
          <a className="office-button" href={`/admin/pages/orders-desk?screening=${screening.id}`}>
            {words.orders}
          </a>
          <button type="button" className="office-button" onClick={() => setPrinting(true)}>
            {words.print.button}
          </button>
          {view.may.cancel && <CancelScreening view={view} onDone={() => done('')} />}
        </div>
      </header>
      {view.progress && <Progress progress={view.progress} reason={screening.cancelReason} />}
      {!live && (
        <p className="office-note" data-tone="warn">
          {words.offline}
        </p>
      )}
      <Counts view={view} states={states} live={live} />
      <div className="house-plan">
        <SeatMap
          plan={view.plan}
          categories={view.categories}
          states={states}
          selected={moving ? targets : chosen}
          words={mapSays}
          onToggle={toggle}
          selectable={moving ? free : every}
          density="office"
          marks={marks}
        />
      </div>
      <aside className="house-panel" aria-label={words.panel}>
        <p role="status" className={said ? 'office-note' : 'office-unseen'} data-tone="good">
          {said}
        </p>
        {moving && order !== null ? (
          <MovePanel
            view={view}
            index={index}
            order={order}
            from={moving}
            to={targets}
            onDone={done}
            onLeave={() => {
              setMoving(null);
              setTargets(none);
            }}
          />
        ) : (
          <Panel
            view={view}
            index={index}
            selection={selection}
            onChoose={(seats) => setChosen(new Set(seats))}
            onMove={() => {
              setSaid('');
              setMoving(chosen);
            }}
            onClear={letGo}
            onDone={done}
          />
        )}
      </aside>
      {printing && <SeatList view={view} index={index} onDone={printed} />}
    </div>
  );
}
