import { type KeyboardEvent, useState } from 'react';

export interface Place {
  row: number;
  column: number;
}

/** The cell under the pen. `typed`: begun by typing over it, so that every arrow leaves it. */
export interface Editing {
  text: string;
  typed: boolean;
}

export interface GridKeys {
  at: Place;
  editing: Editing | null;
  /** The focus follows only those who have been in the grid. */
  moved: boolean;
  goTo(place: Place): void;
  edit(place: Place): void;
  type(text: string): void;
  /** Keeps what was typed; `by` says where to go then. */
  commit(by?: Place): void;
  onCellKey(event: KeyboardEvent): void;
  onInputKey(event: KeyboardEvent): void;
}

interface Grid {
  rows: number;
  columns: number;
  mayChange: boolean;
  textAt(row: number, column: number): string;
  write(row: number, column: number, text: string): void;
  undo(): void;
}

const steps: Record<string, Place> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};
const here: Place = { row: 0, column: 0 };

/** A spreadsheet's keys. Source: ARIA Authoring Practices, "Grid"; where it is silent, what spreadsheets do. */
export function useGridKeys(grid: Grid): GridKeys {
  const [at, setAt] = useState(here);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [moved, setMoved] = useState(false);
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  const goTo = ({ row, column }: Place) => {
    setMoved(true);
    setAt({ row: within(row, grid.rows), column: within(column, grid.columns) });
  };
  const by = (step: Place) => goTo({ row: at.row + step.row, column: at.column + step.column });
  const edit = (place: Place) => {
    if (!grid.mayChange) return;
    goTo(place);
    setEditing({ text: grid.textAt(place.row, place.column), typed: false });
  };
  const commit = (step: Place = here) => {
    if (!editing) return;
    if (editing.text.trim() !== grid.textAt(at.row, at.column)) grid.write(at.row, at.column, editing.text);
    setEditing(null);
    by(step);
  };

  const onCellKey = (event: KeyboardEvent) => {
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    const act = (what: () => void) => {
      event.preventDefault();
      what();
    };
    const step = steps[key];
    if (step && !command && !event.altKey) return act(() => by(step));
    if (key === 'Home') return act(() => goTo({ row: command ? 0 : at.row, column: 0 }));
    if (key === 'End') return act(() => goTo({ row: command ? grid.rows : at.row, column: grid.columns }));
    if (!grid.mayChange) return;
    if (command && key.toLowerCase() === 'z') return act(grid.undo);
    if (command || event.altKey) return;
    if (key === 'Enter' || key === 'F2') return act(() => edit(at));
    if (key === 'Delete' || key === 'Backspace') return act(() => grid.write(at.row, at.column, ''));
    if (key.length === 1 && key !== ' ') act(() => setEditing({ text: key, typed: true }));
  };

  const onInputKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    const { key } = event;
    const step = steps[key];
    if (key === 'Enter') commit({ row: event.shiftKey ? -1 : 1, column: 0 });
    else if (key === 'Tab') commit({ row: 0, column: event.shiftKey ? -1 : 1 });
    else if (key === 'Escape') setEditing(null);
    else if (step && (editing?.typed || step.row !== 0)) commit(step);
    else return;
    event.preventDefault();
  };

  const type = (text: string) => setEditing((now) => now && { ...now, text });
  return { at, editing, moved, goTo, edit, type, commit, onCellKey, onInputKey };
}
