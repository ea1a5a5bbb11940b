import { useEffect, useRef } from 'react';
import type { SeatCategory } from '../../../server/contract/seats.ts';
import { type MapRow, type SeatUnit, step } from '../../../storefront/ui/seat-map/units.ts';
import type { BoardEdits, Brush } from './board-edits.ts';
import { type Command, commandOf } from './shortcuts.ts';
import type { Board } from './use-board.ts';
import type { View } from './use-view.ts';

interface Given {
  board: Board;
  edits: BoardEdits;
  rows: readonly MapRow[];
  categories: readonly SeatCategory[];
  brush: Brush;
  view: Pick<View, 'zoomBy'>;
  fit(): void;
  save(): void;
  help(): void;
}

/**
 * The whole designer by keyboard. Fields keep the keys that are theirs. Keys are heard on the page, because a button
 * that becomes disabled under the focus hands it back to the page.
 */
export function useKeys(given: Given): void {
  const latest = useRef(given);
  latest.current = given;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event, latest.current);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function hear(event: KeyboardEvent, given: Given): void {
  const on = event.target instanceof HTMLElement ? event.target : document.body;
  if (on.closest('dialog') || !(on === document.body || on.closest('.designer'))) return;
  if (on.closest('input, select, textarea') && !(event.ctrlKey || event.metaKey)) return;
  if (on.closest('button') && /^( |Enter)$/.test(event.key)) return;
  const command = commandOf(event, given.board.selection.size > 0);
  if (!command) return;
  if (on.closest('input, textarea') && command.do !== 'save') return;
  event.preventDefault();
  obey(command, given);
}

function obey(command: Command, given: Given): void {
  const { board, edits, view } = given;
  const chosen = board.selection.size > 0;
  switch (command.do) {
    case 'tool':
      board.setTool(command.tool);
      return;
    case 'nudge':
      edits.move(command.x, command.y);
      return;
    case 'go':
      go(command, given);
      return;
    case 'toggle':
      toggle(given);
      return;
    case 'all':
      board.select(new Set(board.draft.seats.map((seat) => seat.id)));
      return;
    case 'rows':
      wholeRows(given);
      return;
    case 'nothing':
      board.select(new Set());
      board.setTool('select');
      return;
    case 'undo':
    case 'redo':
      board[command.do]();
      return;
    case 'save':
    case 'help':
    case 'fit':
      given[command.do]();
      return;
    case 'in':
      view.zoomBy(1.25);
      return;
    case 'out':
      view.zoomBy(0.8);
      return;
  }
  if (!chosen) return;
  if (command.do === 'kind') edits.kind(command.kind);
  else if (command.do === 'number') edits.number(given.brush.numbering);
  else if (command.do === 'category') {
    const category = given.categories[command.index];
    if (category) edits.category(category.code);
  } else edits[command.do]();
}

const unitAt = ({ rows, board }: Given): SeatUnit | undefined =>
  rows.flatMap((row) => row.units).find((unit) => board.cursor !== null && unit.ids.includes(board.cursor));

function go({ key, extend }: { key: Parameters<typeof step>[2]; extend: boolean }, given: Given): void {
  const { board, rows } = given;
  const here = unitAt(given);
  const next = here ? step(rows, here.id, key, () => true) : rows[0]?.units[0];
  if (!next) return;
  board.select(extend ? new Set([...board.selection, ...(here?.ids ?? []), ...next.ids]) : board.selection, next.id);
}

function toggle(given: Given): void {
  const here = unitAt(given);
  if (!here) return;
  const next = new Set(given.board.selection);
  const chosen = here.ids.every((id) => next.has(id));
  for (const id of here.ids) chosen ? next.delete(id) : next.add(id);
  given.board.select(next);
}

function wholeRows({ board, rows }: Given): void {
  const touched = rows.filter((row) => row.units.some((unit) => unit.ids.some((id) => board.selection.has(id))));
  board.select(new Set(touched.flatMap((row) => row.units.flatMap((unit) => unit.ids))));
}
