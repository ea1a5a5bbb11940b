import { memo } from 'react';
import type { SeatCategory, SeatState } from '../../../server/contract/seats.ts';
import { SeatFace, seatPlace } from './drawing.tsx';
import type { SeatUnit } from './units.ts';
import type { SeatLook } from './words.ts';

interface SeatProps {
  unit: SeatUnit;
  category: SeatCategory | undefined;
  state: SeatState;
  look: SeatLook;
  /** Whether it can be chosen (or let go) here and now; only then is it a form control. */
  open: boolean;
  /** As it is read out. */
  name: string;
  mark: string | undefined;
}

/** One seat, or one love seat. The seat stays when its control goes, so that the drawing can fade from free to taken. */
export const Seat = memo(function Seat({ unit, category, state, look, open, name, mark }: SeatProps) {
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
          defaultChecked={look === 'own'}
        />
      )}
      <SeatFace seat={unit.seat} category={category} />
    </span>
  );
});
