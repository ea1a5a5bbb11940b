import type { HouseView } from '../../../server/contract/api/staff/house.ts';
import type { SeatState } from '../../../server/contract/seats.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { SeatDrawing } from '../../../storefront/ui/seat-map/drawing.tsx';

interface CountsProps {
  view: HouseView;
  states: readonly SeatState[];
  live: boolean;
}

/** How many seats are what; the legend of the map too. */
export function Counts({ view, states, live }: CountsProps) {
  const of = (state: SeatState) => states.filter((each) => each === state).length;
  const inside = view.guests.filter((guest) => guest.used).length;
  const kept = new Set(view.kept.flatMap(({ seats }) => seats));
  const ofTills = view.plan.seats.filter(({ id, ordinal }) => states[ordinal] === 'blocked' && kept.has(id)).length;
  const entries = [
    { name: words.counts.sold, look: 'taken', state: 'sold', mark: undefined, n: of('sold') },
    { name: words.counts.inside, look: 'taken', state: 'sold', mark: 'inside', n: inside },
    { name: words.counts.held, look: 'taken', state: 'held', mark: undefined, n: of('held') },
    { name: words.counts.blocked, look: 'blocked', state: 'blocked', mark: undefined, n: of('blocked') - ofTills },
    ...(ofTills > 0 ? [{ name: words.counts.kept, look: 'blocked', state: 'blocked', mark: 'kept', n: ofTills }] : []),
    { name: words.counts.free, look: 'free', state: 'free', mark: undefined, n: of('free') },
  ];
  return (
    <dl className="house-counts">
      {entries.map(({ name, look, state, mark, n }) => (
        <div key={name}>
          <dt>
            <span className={`seat-sample seat-${look}`} data-state={state} data-mark={mark}>
              <SeatDrawing kind="standard" shape="round" />
            </span>
            {name}
          </dt>
          <dd className="figures">{n}</dd>
        </div>
      ))}
      <div className="house-live" data-live={live}>
        <dt>{live && words.live}</dt>
        <dd />
      </div>
    </dl>
  );
}
