import { type CSSProperties, useCallback, useMemo, useRef } from 'react';
import type { SeatCategory, SeatPlan, SeatState } from '../../../server/contract/seats.ts';
import { SeatScreen } from './drawing.tsx';
import { Seat, type ToggleSeats } from './seat.tsx';
import { SeatSprite } from './sprite.tsx';
import { rowsOf, type SeatUnit, stateOfUnit } from './units.ts';
import { useRoving } from './use-roving.ts';
import { useZoom } from './use-zoom.ts';
import type { SeatMapWords } from './words.ts';

export interface SeatMapProps {
  plan: SeatPlan;
  categories: readonly SeatCategory[];
  /** In plan order, as the live feed gives them. */
  states: readonly SeatState[];
  /** Ids of the seats chosen at this screen. */
  selected: ReadonlySet<number>;
  /** Price by category id, as shown; leave out where prices are not known yet. */
  prices?: ReadonlyMap<number, string>;
  words: SeatMapWords;
  /** Told of every choice; without it the map is a plain form that keeps its own choices. */
  onToggle?: ToggleSeats;
  /** Which seats are controls; by default the free ones and one's own. The office opens them all. */
  selectable?: (state: SeatState) => boolean;
  density?: 'shop' | 'office' | 'till';
  /** What a sheet should set apart, by seat id: becomes `data-mark`. */
  marks?: ReadonlyMap<number, string>;
}

/** Room for the row letters, in pitches, on each side. */
const edge = 1.1;

const freeOnly = (state: SeatState): boolean => state === 'free';

/**
 * The hall as its customers see it: the screen on top, every free seat a checkbox named `seat` whose value is its id,
 * or both ids of a love seat with a comma. Works in a form without script; live, it adds arrow keys and zoom.
 * Needs `seats.scss`. Keep `words`, `prices`, `onToggle` and `selectable` stable, or every seat is drawn again.
 */
export function SeatMap(props: SeatMapProps) {
  const {
    plan,
    categories,
    states,
    selected,
    prices,
    words,
    onToggle,
    selectable = freeOnly,
    density = 'shop',
    marks,
  } = props;
  const view = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(plan), [plan]);
  const byId = useMemo(() => new Map(categories.map((category) => [category.id, category])), [categories]);
  const isOwn = (unit: SeatUnit) => unit.ids.every((id) => selected.has(id));
  const isOpen = (unit: SeatUnit) => isOwn(unit) || selectable(stateOfUnit(unit, states));

  const columns = plan.width + 2 * edge;
  const size = useMemo(
    () => ({ '--columns': columns, '--lines': plan.height, '--edge': edge }) as CSSProperties,
    [columns, plan.height],
  );
  const roving = useRoving(sheet, rows, isOpen);
  const zoom = useZoom(view, sheet, columns);
  const toggle = useCallback<ToggleSeats>((ids, chosen) => onToggle?.(ids, chosen), [onToggle]);

  return (
    <div className="seat-map" data-density={density}>
      <SeatSprite />
      <div className="seat-map-view" ref={view}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a positioned plan in every browser */}
        <div
          className="seat-map-plan"
          ref={sheet}
          style={size}
          role="group"
          aria-label={words.map}
          {...roving.handlers}
        >
          <SeatScreen label={words.screen} />
          {rows.map((row) => (
            <div className="seat-row" key={row.name}>
              <RowLetter name={row.name} side="left" y={row.left} />
              {row.units.map((unit) => (
                <Seat
                  key={unit.id}
                  unit={unit}
                  category={byId.get(unit.seat.category)}
                  state={stateOfUnit(unit, states)}
                  own={isOwn(unit)}
                  open={isOpen(unit)}
                  tabbable={roving.active === null ? undefined : roving.active === unit.id}
                  price={prices?.get(unit.seat.category) ?? null}
                  words={words}
                  mark={marks?.get(unit.id)}
                  onToggle={onToggle ? toggle : undefined}
                />
              ))}
              <RowLetter name={row.name} side="right" y={row.right} />
            </div>
          ))}
        </div>
      </div>
      <div className="seat-map-zoom" data-possible={zoom.possible}>
        <button type="button" disabled={!zoom.close} onClick={() => zoom.zoomTo('fit')}>
          {words.zoomFit}
        </button>
        <button type="button" aria-label={words.zoomOut} disabled={!zoom.close} onClick={() => zoom.zoomTo('out')}>
          −
        </button>
        <button type="button" aria-label={words.zoomIn} onClick={() => zoom.zoomTo('in')}>
          +
        </button>
      </div>
    </div>
  );
}

/** Stays at the edge of the window while the hall is scrolled under it. */
function RowLetter({ name, side, y }: { name: string; side: 'left' | 'right'; y: number }) {
  return (
    <span className="seat-row-letter" data-side={side} style={{ '--y': y } as CSSProperties} aria-hidden="true">
      <b>{name}</b>
    </span>
  );
}
