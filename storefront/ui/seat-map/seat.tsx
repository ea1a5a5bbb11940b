import { memo } from 'react';
import type { SeatCategory, SeatState } from '../../../server/contract/seats.ts';
import { SeatFace, seatPlace } from './drawing.tsx';
import type { SeatUnit } from './units.ts';
import type { SeatLook, SeatMapWords } from './words.ts';

export type ToggleSeats = (ids: readonly number[], chosen: boolean) => void;

interface SeatProps {
  unit: SeatUnit;
  category: SeatCategory | undefined;
  state: SeatState;
  own: boolean;
  /** Whether it can be chosen (or let go) here and now; only then is it a form control. */
  open: boolean;
  /** In the tab order; undefined until the page is live, when every control is. */
  tabbable: boolean | undefined;
  price: string | null;
  words: SeatMapWords;
  mark: string | undefined;
  onToggle: ToggleSeats | undefined;
}

const lookOf = (state: SeatState, own: boolean): SeatLook =>
  own ? 'own' : state === 'free' || state === 'blocked' ? state : 'taken';

/**
 * One seat, or one love seat. The seat stays when its control goes, so that the drawing can fade from free to taken.
 * Memoised: of 600 seats only the changed ones are drawn again.
 */
export const Seat = memo(function Seat(props: SeatProps) {
  const { unit, category, state, own, open, tabbable, price, words, mark, onToggle } = props;
  const look = lookOf(state, own);
  const name = words.seat({
    row: unit.seat.row,
    numbers: [...unit.numbers],
    category: category?.name ?? '',
    price,
    kind: unit.seat.kind,
    look,
  });
  return (
    <span
      className={`seat seat-${look} seat-is-${unit.seat.kind}`}
      style={seatPlace(unit, category)}
      data-state={state}
      data-mark={mark}
      title={name}
    >
      {open && (
        <input
          type="checkbox"
          name="seat"
          value={unit.ids.join(',')}
          aria-label={name}
          data-unit={unit.id}
          {...(tabbable !== undefined && { tabIndex: tabbable ? 0 : -1 })}
          {...(onToggle
            ? { checked: own, onChange: (event) => onToggle(unit.ids, event.currentTarget.checked) }
            : { defaultChecked: own })}
        />
      )}
      <SeatFace seat={unit.seat} category={category} />
    </span>
  );
});
