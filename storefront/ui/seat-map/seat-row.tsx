import { type CSSProperties, memo } from 'react';
import type { SeatCategory, SeatState } from '../../../server/contract/seats.ts';
import { Seat } from './seat.tsx';
import { type MapRow, type SeatUnit, stateOfUnit } from './units.ts';
import type { SeatLook, SeatMapWords } from './words.ts';

interface SeatRowProps {
  row: MapRow;
  /** Of `factsOf`: a row whose facts are as they were is not looked into. */
  facts: string;
  categories: ReadonlyMap<number, SeatCategory>;
  prices: ReadonlyMap<number, string> | undefined;
  words: SeatMapWords;
  selectable: (state: SeatState) => boolean;
  marks: ReadonlyMap<number, string> | undefined;
}

const ownMark = '!';

/** What a row shows that may change from one moment to the next, as one value: the state of each unit, and which are one's own. */
export function factsOf({ units }: MapRow, states: readonly SeatState[], isOwn: (unit: SeatUnit) => boolean): string {
  return units.map((unit) => stateOfUnit(unit, states) + (isOwn(unit) ? ownMark : '')).join(' ');
}

const lookOf = (state: SeatState, own: boolean): SeatLook =>
  own ? 'own' : state === 'free' || state === 'blocked' ? state : 'taken';

/** One row between its letters. Memoised, as its seats are: of fifteen hundred seats only the changed ones are drawn again. */
export const SeatRow = memo(function SeatRow(props: SeatRowProps) {
  const { row, facts, categories, prices, words, selectable, marks } = props;
  const shown = facts.split(' ');
  return (
    <div className="seat-row">
      <RowLetter name={row.name} side="left" y={row.left} />
      {row.units.map((unit, at) => {
        const own = shown[at]?.endsWith(ownMark) ?? false;
        const state = (own ? shown[at]?.slice(0, -1) : shown[at]) as SeatState;
        const { seat } = unit;
        const category = categories.get(seat.category);
        const look = lookOf(state, own);
        const name = words.seat({
          row: seat.row,
          numbers: [...unit.numbers],
          category: category?.name ?? '',
          price: prices?.get(seat.category) ?? null,
          kind: seat.kind,
          look,
        });
        return (
          <Seat
            key={unit.id}
            unit={unit}
            category={category}
            state={state}
            look={look}
            open={own || selectable(state)}
            name={name}
            mark={marks?.get(unit.id)}
          />
        );
      })}
      <RowLetter name={row.name} side="right" y={row.right} />
    </div>
  );
});

/** Stays at the edge of the window while the hall is scrolled under it. */
function RowLetter({ name, side, y }: { name: string; side: 'left' | 'right'; y: number }) {
  return (
    <span className="seat-row-letter" data-side={side} style={{ '--y': y } as CSSProperties} aria-hidden="true">
      <b>{name}</b>
    </span>
  );
}
