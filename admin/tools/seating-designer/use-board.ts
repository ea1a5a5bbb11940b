import { useMemo, useReducer } from 'react';
import type { Draft } from '../../../server/contract/plan-editing/draft.ts';
import { begin, edit, type History, redo, undo } from '../../../server/contract/plan-editing/history.ts';

export type Tool = 'select' | 'row' | 'aisle' | 'pan';

interface BoardState {
  history: History;
  /** The drawing as it was last saved. */
  saved: Draft;
  selection: ReadonlySet<number>;
  /** The seat that the keyboard stands on. */
  cursor: number | null;
  tool: Tool;
}

type Act =
  | { act: 'edit'; draft: Draft; what: string; select?: ReadonlySet<number> }
  | { act: 'undo' | 'redo' }
  | { act: 'select'; ids: ReadonlySet<number>; cursor?: number | null }
  | { act: 'tool'; tool: Tool }
  | { act: 'saved'; draft: Draft };

/** What the person does to the drawing, and what they have chosen of it. */
export interface Board extends BoardState {
  draft: Draft;
  dirty: boolean;
  apply(draft: Draft, what: string, select?: ReadonlySet<number>): void;
  select(ids: ReadonlySet<number>, cursor?: number | null): void;
  setTool(tool: Tool): void;
  undo(): void;
  redo(): void;
  markSaved(draft: Draft): void;
}

function present(state: BoardState, history: History): BoardState {
  const alive = new Set(history.present.seats.map((seat) => seat.id));
  return { ...state, history, selection: new Set([...state.selection].filter((id) => alive.has(id))) };
}

function reduce(state: BoardState, act: Act): BoardState {
  switch (act.act) {
    case 'edit': {
      const next = present(state, edit(state.history, act.draft, act.what));
      return act.select ? { ...next, selection: act.select } : next;
    }
    case 'undo':
      return present(state, undo(state.history));
    case 'redo':
      return present(state, redo(state.history));
    case 'select':
      return { ...state, selection: act.ids, cursor: act.cursor === undefined ? state.cursor : act.cursor };
    case 'tool':
      return { ...state, tool: act.tool };
    case 'saved':
      return { ...state, saved: act.draft };
  }
}

export function useBoard(first: Draft): Board {
  const [state, dispatch] = useReducer(
    reduce,
    first,
    (draft): BoardState => ({
      history: begin(draft),
      saved: draft,
      selection: new Set<number>(),
      cursor: null,
      tool: draft.seats.length === 0 ? 'row' : 'select',
    }),
  );
  const acts = useMemo(
    () => ({
      apply: (draft: Draft, what: string, select?: ReadonlySet<number>) =>
        dispatch({ act: 'edit', draft, what, ...(select ? { select } : {}) }),
      select: (ids: ReadonlySet<number>, cursor?: number | null) =>
        dispatch({ act: 'select', ids, ...(cursor === undefined ? {} : { cursor }) }),
      setTool: (tool: Tool) => dispatch({ act: 'tool', tool }),
      undo: () => dispatch({ act: 'undo' }),
      redo: () => dispatch({ act: 'redo' }),
      markSaved: (draft: Draft) => dispatch({ act: 'saved', draft }),
    }),
    [],
  );
  const draft = state.history.present;
  return { ...state, ...acts, draft, dirty: draft !== state.saved };
}
