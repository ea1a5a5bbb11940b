import { useCallback, useEffect, useRef, useState } from 'react';
import { getBoard } from '../../../server/contract/api/staff/schedule.ts';
import { isRefused, operate } from '../client.ts';
import { type Model, modelOf } from './model.ts';

const everyMs = 15_000;

export interface BoardState {
  model: Model | null;
  /** The last look failed: what is shown may be out of date. */
  stale: string | null;
  refresh(): Promise<void>;
}

/**
 * The board of some days, kept fresh: after every write (`refresh`), every 15 s, and whenever the window is looked at
 * again. `paused` says that a hand is on the board, which must not change under it.
 */
export function useBoard(from: string | null, days: number, paused: () => boolean): BoardState {
  const [model, setModel] = useState<Model | null>(null);
  const [stale, setStale] = useState<string | null>(null);
  const last = useRef('');
  const asked = useRef(0);

  const refresh = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const board = await operate(getBoard, { query: { days: days === 7 ? '7' : '1', ...(from ? { from } : {}) } });
    // Answers may overtake each other; only the latest question counts.
    if (mine !== asked.current) return;
    if (isRefused(board)) return setStale(board.message);
    setStale(null);
    const text = JSON.stringify(board);
    if (text === last.current) return;
    last.current = text;
    setModel((before) => modelOf(board, before));
  }, [from, days]);

  useEffect(() => {
    void refresh();
    const look = () => {
      if (document.visibilityState === 'visible' && !paused()) void refresh();
    };
    const timer = setInterval(look, everyMs);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [refresh, paused]);

  return { model, stale, refresh };
}
