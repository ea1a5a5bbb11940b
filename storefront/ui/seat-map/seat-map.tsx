import { type CSSProperties, memo, useMemo, useRef } from 'react';
import type { SeatCategory, SeatPlan, SeatState } from '../../../server/contract/seats.ts';
import { SeatScreen } from './drawing.tsx';
import { factsOf, SeatRow } from './seat-row.tsx';
import { rowsOf, type SeatUnit, stateOfUnit } from './units.ts';
import { useRoving } from './use-roving.ts';
import { type ToggleSeats, useTicks } from './use-ticks.ts';
import type { SeatMapWords } from './words.ts';
import { ZoomBar } from './zoom-bar.tsx';

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

/** Widths of halls, in pitches, that the sheet knows: in a window too narrow for one it lays out no numbers. */
const breadths = [12, 16, 20, 24, 28, 32, 40, 48];

const freeOnly = (state: SeatState): boolean => state === 'free';

/**
 * The hall as its customers see it: the screen on top, every free seat a checkbox named `seat` whose value is its id,
 * or both ids of a love seat with a comma. Works in a form without script; live, it adds arrow keys and zoom.
 * Needs `seats.scss`. Keep everything but `states` and `selected` stable, or every row is looked through again.
 */
export const SeatMap = memo(function SeatMap(props: SeatMapProps) {
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
  useTicks(sheet, selected, onToggle);
  const roving = useRoving(sheet, rows, isOpen);

  return (
    <div className="seat-map" data-density={density}>
      <div className="seat-map-view" ref={view} data-breadth={breadths.findLast((breadth) => breadth <= columns)}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a positioned plan in every browser */}
        <div className="seat-map-plan" ref={sheet} style={size} role="group" aria-label={words.map} {...roving}>
          <SeatScreen label={words.screen} />
          {rows.map((row) => (
            <SeatRow
              key={row.name}
              row={row}
              facts={factsOf(row, states, isOwn)}
              categories={byId}
              prices={prices}
              words={words}
              selectable={selectable}
              marks={marks}
            />
          ))}
        </div>
      </div>
      <ZoomBar view={view} sheet={sheet} columns={columns} words={words} />
    </div>
  );
});
