import { useState } from 'react';
import type { Draft } from './card-draft.ts';

interface Kept {
  now: Draft;
  past: Draft[];
}

const remembered = 100;

/** Drafts by card, each with what it was before, so that steps can be taken back. Changing tabs loses nothing. */
export function useDrafts() {
  const [kept, setKept] = useState<Record<string, Kept>>({});
  return {
    drafts: kept,
    change: (code: string, before: Draft, now: Draft) =>
      setKept((all) => ({
        ...all,
        [code]: { now, past: [...(all[code]?.past ?? []), before].slice(-remembered) },
      })),
    undo: (code: string) =>
      setKept((all) => {
        const one = all[code];
        const now = one?.past.at(-1);
        return one && now ? { ...all, [code]: { now, past: one.past.slice(0, -1) } } : all;
      }),
    drop: (code: string) => setKept(({ [code]: _gone, ...rest }) => rest),
  };
}
