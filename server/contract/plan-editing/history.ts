import type { Draft } from './draft.ts';

/** A drawing and the way it came about. Drafts share what they have in common, so a long past costs little. */
export interface History {
  present: Draft;
  /** The last entry is undone first; `what` is the edit that followed it. */
  past: readonly Step[];
  future: readonly Step[];
}

interface Step {
  draft: Draft;
  /** What undo or redo of this step would name: "row", "move". */
  what: string;
}

const LONGEST = 200;

export const begin = (draft: Draft): History => ({ present: draft, past: [], future: [] });

/** The next state of the drawing. An edit that changed nothing leaves no trace. */
export function edit(history: History, draft: Draft, what: string): History {
  if (draft === history.present) return history;
  return { present: draft, past: [...history.past, { draft: history.present, what }].slice(-LONGEST), future: [] };
}

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    present: step.draft,
    past: history.past.slice(0, -1),
    future: [...history.future, { draft: history.present, what: step.what }],
  };
}

export function redo(history: History): History {
  const step = history.future.at(-1);
  if (!step) return history;
  return {
    present: step.draft,
    past: [...history.past, { draft: history.present, what: step.what }],
    future: history.future.slice(0, -1),
  };
}
