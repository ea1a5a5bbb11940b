import type { HouseView } from '../../../server/contract/api/staff/house.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { BlockForm } from './block-form.tsx';
import { GuestCard } from './guest-card.tsx';
import { type HouseIndex, labelsOf } from './house-map.ts';
import { ReleaseForm } from './release-form.tsx';
import type { Selection } from './selection.ts';
import { TakeBackButton, TillSeats } from './till-seats.tsx';

export interface PanelProps {
  view: HouseView;
  index: HouseIndex;
  selection: Selection;
  onChoose: (seats: readonly number[]) => void;
  onMove: () => void;
  onClear: () => void;
  onDone: (what: string) => Promise<void>;
}

/** What is chosen on the map, and what can be done with it. */
export function Panel({ view, index, selection, onChoose, onMove, onClear, onDone }: PanelProps) {
  if (selection.sort === 'nothing') {
    return (
      <>
        <Overview view={view} index={index} onChoose={onChoose} />
        <TillSeats view={view} index={index} onChoose={onChoose} onDone={onDone} />
      </>
    );
  }
  const { seats } = selection;
  const id = view.screening.id;
  const keeper = view.kept.find((one) => one.seats.includes(seats[0] ?? 0));
  return (
    <section className="house-choice">
      <p className="house-labels figures">{labelsOf(index, seats).join(' ')}</p>
      {selection.sort === 'free' && (
        <>
          <h3>{words.block.title(seats.length)}</h3>
          {view.may.block ? (
            <BlockForm screening={id} seats={seats} labels={labelsOf(index, seats)} onDone={onDone} />
          ) : (
            <p className="office-muted">{view.progress ? words.block.off : words.block.notYours}</p>
          )}
        </>
      )}
      {selection.sort === 'blocked' && (
        <>
          <h3>{words.release.title(seats.length)}</h3>
          <ul className="house-reasons">
            {[...new Set(seats.map((seat) => index.blocks.get(seat)?.reason ?? words.noReason))].map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          {view.may.block && (
            <ReleaseForm screening={id} seats={seats} labels={labelsOf(index, seats)} onDone={onDone} />
          )}
        </>
      )}
      {selection.sort === 'kept' && (
        <>
          <h3>{words.tills.chosen(seats.length, keeper?.kiosk.name ?? '')}</h3>
          <p>{words.tills.why}</p>
          {keeper && view.may.allot && <TakeBackButton kept={keeper} onDone={onDone} />}
        </>
      )}
      {selection.sort === 'held' && <Held view={view} hold={index.holds.get(seats[0] ?? 0)} count={seats.length} />}
      {selection.sort === 'guests' && (
        <GuestCard view={view} selection={selection} onChoose={onChoose} onMove={onMove} />
      )}
      <button type="button" className="office-button" onClick={onClear}>
        {words.clear}
      </button>
    </section>
  );
}

interface HeldProps {
  view: HouseView;
  hold: HouseView['holds'][number] | undefined;
  count: number;
}

function Held({ view, hold, count }: HeldProps) {
  return (
    <>
      <h3>{words.held.title(count)}</h3>
      {hold && <p>{words.held.until(clockTime(hold.until, view.timeZone, 'en-GB'))}</p>}
      {hold?.order && (
        <a href={`/admin/pages/orders-desk?order=${hold.order.id}`}>
          {words.held.order} {hold.order.number}
        </a>
      )}
    </>
  );
}

/** With nothing chosen: how to begin, and the house seats by what they are kept for. */
function Overview({ view, index, onChoose }: Pick<PanelProps, 'view' | 'index' | 'onChoose'>) {
  const byReason = Object.entries(Object.groupBy(view.blocks, (block) => block.reason ?? words.noReason)).map(
    ([reason, blocks = []]) => ({ reason, seats: blocks.map((block) => block.seat) }),
  );
  return (
    <section>
      <p className="office-muted">{words.nothing}</p>
      <h3>{words.houseSeats}</h3>
      {byReason.length === 0 && <p className="office-muted">{words.noHouseSeats}</p>}
      <ul className="house-blocks">
        {byReason.map(({ reason, seats }) => (
          <li key={reason}>
            <button type="button" aria-label={words.pick(reason, seats.length)} onClick={() => onChoose(seats)}>
              <span>{reason}</span>
              <span className="figures office-muted">{labelsOf(index, seats).join(' ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
