import type { CSSProperties } from 'react';
import { seatsAlong } from '../../../server/contract/plan-editing/add-row.ts';
import type { Point } from '../../../server/contract/plan-editing/draft.ts';
import type { DraftProblem } from '../../../server/contract/plan-editing/problems.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import type { MapRow, SeatUnit } from '../../../storefront/ui/seat-map/units.ts';
import type { Gesture } from './use-pointer.ts';

/** A place on the sheet, for `designer-…` classes that stand at --x, --y and are --wide by --high pitches. */
export function at({ x, y }: Point, wide = 0, high = 0): CSSProperties {
  return { '--x': x, '--y': y, '--wide': wide, '--high': high } as CSSProperties;
}

interface LettersProps {
  rows: readonly MapRow[];
  onSelect(ids: readonly number[], add: boolean): void;
}

/** The row letters on both sides; those on the left select their row. */
export function RowLetters({ rows, onSelect }: LettersProps) {
  return (
    <div className="designer-letters">
      {rows.map(({ name, units, left, right }) => {
        const ids = units.flatMap((unit) => unit.ids);
        const [first, last] = [units[0], units.at(-1)];
        if (!first || !last) return null;
        return [
          <button
            key={`${name} left`}
            type="button"
            aria-label={words.rowLetter(name, ids.length)}
            style={at({ x: first.x - first.span / 2 - 0.6, y: left })}
            onClick={(event) => onSelect(ids, event.shiftKey || event.ctrlKey || event.metaKey)}
          >
            {name}
          </button>,
          <span key={`${name} right`} aria-hidden="true" style={at({ x: last.x + last.span / 2 + 0.6, y: right })}>
            {name}
          </span>,
        ];
      })}
    </div>
  );
}

/** So many problems say what they are on the board itself; the list has all of them. */
const MOST_NOTES = 5;

/** What is wrong, beside the seat that it is wrong with. */
export function Notes({
  problems,
  units,
}: {
  problems: readonly DraftProblem[];
  units: ReadonlyMap<number, SeatUnit>;
}) {
  return problems.slice(0, MOST_NOTES).map((problem) => {
    const id = problem.ids.at(-1);
    const unit = id === undefined ? undefined : units.get(id);
    if (!unit) return null;
    return (
      <p key={`${problem.problem} ${problem.seats.join(' ')}`} className="designer-note" style={at(unit)}>
        {words.problem(problem)}
      </p>
    );
  });
}

/** The row that is being pulled, the box around seats, the aisle to be. */
export function Drawing({ gesture, category }: { gesture: Gesture | null; category: string }) {
  if (gesture?.kind === 'stroke') {
    const places = seatsAlong(gesture.from, gesture.to);
    return (
      <>
        {places.map((place) => (
          <span
            key={`${place.x} ${place.y}`}
            className="designer-ghost"
            style={{ ...at(place), '--category': category, rotate: `${place.angle}deg` } as CSSProperties}
          />
        ))}
        <output className="designer-count" style={at(gesture.to)}>
          {words.stroke(places.length)}
        </output>
      </>
    );
  }
  if (gesture?.kind === 'marquee') {
    const { from, to } = gesture;
    const corner = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) };
    return <span className="designer-marquee" style={at(corner, Math.abs(to.x - from.x), Math.abs(to.y - from.y))} />;
  }
  return null;
}

interface AisleProps {
  x: number;
  rows: readonly MapRow[];
  selection: ReadonlySet<number>;
}

/** Where the aisle tool would open an aisle, and through what. */
export function AisleLine({ x, rows, selection }: AisleProps) {
  const touched = rows.filter(({ units }) => units.some(({ ids }) => ids.some((id) => selection.has(id))));
  const through = touched.length > 0 ? touched : rows;
  const ys = through.flatMap(({ units }) => units.map((unit) => unit.y));
  if (ys.length === 0) return null;
  const [top, bottom] = [Math.min(...ys) - 0.7, Math.max(...ys) + 0.7];
  return (
    <>
      <span className="designer-aisle" style={at({ x, y: top }, 0, bottom - top)} />
      <output className="designer-count" style={at({ x, y: top })}>
        {words.aisleHint(touched.length > 0 ? touched.length : null)}
      </output>
    </>
  );
}
