import { memo } from 'react';
import type { SeatCategory, SeatKind } from '../../../server/contract/seats.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import { SeatFace, seatPlace } from '../../../storefront/ui/seat-map/drawing.tsx';

interface BoardSeatProps {
  id: number;
  row: string;
  /** One number, or two with a plus for a love seat. */
  numbers: string;
  kind: SeatKind;
  category: SeatCategory | undefined;
  x: number;
  y: number;
  span: number;
  angle: number;
  selected: boolean;
  /** Where the keyboard is. */
  current: boolean;
  wrong: boolean;
}

/** One seat, or one love seat, on the board. Plain values only, so that of 600 just the changed ones are drawn again. */
export const BoardSeat = memo(function BoardSeat(props: BoardSeatProps) {
  const { id, row, numbers, kind, category, selected, current, wrong } = props;
  const parts = numbers.split('+');
  const name = words.seat(row, parts, category?.name ?? '', kind);
  const seat = { kind, number: parts[0] ?? '', angle: props.angle };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the board holds the focus and names the active seat
    <div
      id={`board-seat-${id}`}
      role="option"
      aria-selected={selected}
      aria-label={name}
      title={name}
      className={`seat seat-free seat-is-${kind} designer-seat`}
      style={seatPlace({ ...props, seat }, category)}
      data-seat={id}
      data-selected={selected || undefined}
      data-current={current || undefined}
      data-wrong={wrong || undefined}
    >
      <SeatFace seat={seat} category={category} />
    </div>
  );
});
