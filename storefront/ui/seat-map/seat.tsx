import { type CSSProperties, memo } from 'react';
import type { SeatCategory, SeatState } from '../../../server/contract/seats.ts';
import { SeatDrawing } from './drawing.tsx';
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
  onToggle: ToggleSeats | undefined;
}

const lookOf = (state: SeatState, own: boolean): SeatLook =>
  own ? 'own' : state === 'free' || state === 'blocked' ? state : 'taken';

/**
 * One seat, or one love seat. The seat stays when its control goes, so that the drawing can fade from free to taken.
 * Memoised: of 600 seats only the changed ones are drawn again.
 */
export const Seat = memo(function Seat(props: SeatProps) {
  const { unit, category, state, own, open, tabbable, price, words, onToggle } = props;
  const look = lookOf(state, own);
  const style = {
    '--x': unit.x,
    '--y': unit.y,
    '--category': category?.color,
    ...(unit.span > 1 && { '--span': unit.span }),
    ...(unit.seat.angle !== 0 && { rotate: `${unit.seat.angle}deg` }),
  } as CSSProperties;
  const name = words.seat({
    row: unit.seat.row,
    numbers: [...unit.numbers],
    category: category?.name ?? '',
    price,
    kind: unit.seat.kind,
    look,
  });
  return (
    <span className={`seat seat-${look} seat-is-${unit.seat.kind}`} style={style} data-state={state} title={name}>
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
      <SeatDrawing kind={unit.seat.kind} shape={category?.shape ?? 'square'} />
      {unit.seat.kind === 'standard' && (
        <span className="seat-number" aria-hidden="true">
          {unit.seat.number}
        </span>
      )}
    </span>
  );
});
