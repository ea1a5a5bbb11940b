import { type CSSProperties, type RefObject, useMemo, useRef } from 'react';
import { extentOf } from '../../../server/contract/plan-editing/draft.ts';
import type { DraftProblem } from '../../../server/contract/plan-editing/problems.ts';
import type { RowLetters as Letters } from '../../../server/contract/plan-editing/row-names.ts';
import type { SeatCategory } from '../../../server/contract/seats.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import { SeatScreen } from '../../../storefront/ui/seat-map/drawing.tsx';
import type { MapRow } from '../../../storefront/ui/seat-map/units.ts';
import { BoardSeat } from './board-seat.tsx';
import { AisleLine, at, Drawing, Notes, RowLetters } from './overlays.tsx';
import type { Board } from './use-board.ts';
import { usePointer } from './use-pointer.ts';
import type { View } from './use-view.ts';

interface CanvasProps {
  board: Board;
  rows: readonly MapRow[];
  categories: readonly SeatCategory[];
  problems: readonly DraftProblem[];
  /** What new seats are like. */
  brush: { category: string; letters: Letters };
  frame: RefObject<HTMLDivElement>;
  sheet: RefObject<HTMLDivElement>;
  view: View;
}

/** The drawing board: seats as the shop draws them, on a sheet that one moves about behind a window. */
export function Canvas({ board, rows, categories, problems, brush, frame, sheet, view }: CanvasProps) {
  const list = useRef<HTMLDivElement>(null);
  const units = useMemo(
    () => new Map(rows.flatMap((row) => row.units.flatMap((unit) => unit.ids.map((id) => [id, unit] as const)))),
    [rows],
  );
  const byId = useMemo(() => new Map(categories.map((category) => [category.id, category])), [categories]);
  const wrong = useMemo(() => new Set(problems.flatMap((problem) => problem.ids)), [problems]);
  const extent = useMemo(() => extentOf(board.draft.seats), [board.draft]);
  const focus = () => list.current?.focus({ preventScroll: true });
  const pointer = usePointer({
    board,
    view,
    sheet,
    brush,
    unitOf: (id) => units.get(id)?.ids ?? [id],
    runOf: (id) => {
      const block = units.get(id)?.seat.block;
      return rows.flatMap((row) => row.units.filter((unit) => unit.seat.block === block).flatMap(({ ids }) => ids));
    },
    focus,
  });
  const cursor = board.cursor === null ? undefined : units.get(board.cursor)?.id;
  const drawn = rows.length > 0;

  const roles = {
    // A list box must have options; an empty board takes keys too.
    role: drawn ? 'listbox' : 'group',
    'aria-label': words.board,
    ...(drawn && { 'aria-multiselectable': true }),
    ...(cursor !== undefined && { 'aria-activedescendant': `board-seat-${cursor}` }),
  };

  return (
    <div className="designer-frame" ref={frame} data-tool={board.tool} {...pointer.handlers}>
      <div className="designer-sheet" ref={sheet} style={{ '--drag-x': 0, '--drag-y': 0 } as CSSProperties}>
        <div
          className="designer-screen"
          style={at({ x: extent.left - 1, y: extent.top }, extent.right - extent.left + 2)}
        >
          <SeatScreen label={words.screen} />
        </div>
        <RowLetters
          rows={rows}
          onSelect={(ids, add) => {
            board.select(new Set([...(add ? board.selection : []), ...ids]), ids[0] ?? null);
            focus();
          }}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list box, or what becomes one with the first row */}
        <div className="designer-board" ref={list} tabIndex={0} {...roles}>
          {rows.flatMap((row) =>
            row.units.map((unit) => (
              <BoardSeat
                key={unit.id}
                id={unit.id}
                row={row.name}
                numbers={unit.numbers.join('+')}
                kind={unit.seat.kind}
                category={byId.get(unit.seat.category)}
                x={unit.x}
                y={unit.y}
                span={unit.span}
                angle={unit.seat.angle}
                selected={unit.ids.some((id) => board.selection.has(id))}
                current={unit.id === cursor}
                wrong={unit.ids.some((id) => wrong.has(id))}
              />
            )),
          )}
        </div>
        <Notes problems={problems} units={units} />
        <Drawing
          gesture={pointer.gesture}
          category={categories.find(({ code }) => code === brush.category)?.color ?? ''}
        />
        {pointer.gesture?.kind === 'aisle' && (
          <AisleLine x={pointer.gesture.x} rows={rows} selection={board.selection} />
        )}
      </div>
      {!drawn && !pointer.gesture && <p className="designer-empty">{words.emptyBoard}</p>}
    </div>
  );
}
