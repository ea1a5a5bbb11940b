import { useState } from 'react';
import type { HouseView } from '../../../server/contract/api/staff/house.ts';
import { moveSeats } from '../../../server/contract/api/staff/orders.ts';
import { type PlanSeat, seatLabel } from '../../../server/contract/seats.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { operate } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';
import type { HouseIndex } from './house-map.ts';

interface MovePanelProps {
  view: HouseView;
  index: HouseIndex;
  order: number;
  /** Seats that are left. */
  from: ReadonlySet<number>;
  /** Free seats, in the order in which they were chosen. */
  to: ReadonlySet<number>;
  onDone: (what: string) => Promise<void>;
  onLeave: () => void;
}

/** Pairs guests with their new seats, both in the order of the plan, so that a party keeps its order. */
function pairs(index: HouseIndex, from: ReadonlySet<number>, to: ReadonlySet<number>) {
  const inOrder = (seats: ReadonlySet<number>) =>
    Array.from(seats, (id) => index.seats.get(id))
      .filter((seat): seat is PlanSeat => seat !== undefined)
      .sort((a, b) => a.ordinal - b.ordinal);
  const targets = inOrder(to);
  return inOrder(from).map((seat, i) => ({ seat, target: targets[i] ?? null }));
}

/** Guests of one order on their way to other seats. */
export function MovePanel({ view, index, order, from, to, onDone, onLeave }: MovePanelProps) {
  const [keepPrice, setKeepPrice] = useState(false);
  const { busy, refused, act } = useAct();
  const moves = pairs(index, from, to);
  const category = (id: number) => view.categories.find((each) => each.id === id)?.name ?? '';
  const differs = moves.some(({ seat, target }) => target && target.category !== seat.category);
  const missing = from.size - to.size;
  const ready = missing === 0 && (!differs || (keepPrice && view.may.otherCategory));
  return (
    <form
      className="house-form house-move"
      onSubmit={async (event) => {
        event.preventDefault();
        const body = {
          keepPrice: differs && keepPrice,
          moves: moves.flatMap(({ seat, target }) => {
            const ticket = index.guests.get(seat.id)?.ticket;
            return ticket && target ? [{ ticket, seat: target.id }] : [];
          }),
        };
        if (!(await act(() => operate(moveSeats, { params: { id: order }, body })))) return;
        const [left, taken] = [moves.map(({ seat }) => seat), moves.flatMap(({ target }) => target ?? [])];
        await onDone(words.move.done(left.map(seatLabel), taken.map(seatLabel)));
      }}
    >
      <h3>{words.move.title(from.size)}</h3>
      <p aria-live="polite">{words.move.how(missing)}</p>
      <ul className="house-moves">
        {moves.map(({ seat, target }) => (
          <li key={seat.id}>
            <b className="figures">{seatLabel(seat)}</b>
            <span className="office-muted">{words.move.to}</span>
            {target ? <b className="figures">{seatLabel(target)}</b> : <i>{words.move.later}</i>}
            {target && target.category !== seat.category && (
              <span className="house-other">
                {words.move.other(category(seat.category), category(target.category))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {differs &&
        (view.may.otherCategory ? (
          <label className="house-check">
            <input type="checkbox" checked={keepPrice} onChange={(event) => setKeepPrice(event.target.checked)} />
            {words.move.keepPrice}
          </label>
        ) : (
          <p className="office-note" data-tone="warn">
            {words.move.supervisor}
          </p>
        ))}
      <p className="office-muted">{words.move.letter}</p>
      <RefusalNote refused={refused} />
      <button type="submit" className="office-button" data-look="primary" disabled={busy || !ready}>
        {words.move.submit(from.size)}
      </button>
      <button type="button" className="office-button" onClick={onLeave}>
        {words.move.cancel}
      </button>
    </form>
  );
}
