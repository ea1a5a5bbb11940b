import { useCallback, useEffect, useRef, useState } from 'react';
import { type OrderHit, type OrderHits, searchOrders } from '../../../server/contract/api/staff/orders.ts';
import { isRefused, operate, type Refused } from '../client.ts';

/** Typing is over after this. */
const pauseMs = 180;

export interface Search {
  hits: OrderHits | null;
  refused: Refused | null;
  page: number;
  turnTo: (page: number) => void;
  /** Asks at once; answers what was found, or null if it was not, or another question came in between. */
  now: () => Promise<OrderHit[] | null>;
}

/** Orders that fit what is typed, a page at a time. */
export function useSearch(q: string, screening: string | null): Search {
  const question = `${q}\n${screening ?? ''}`;
  const [turned, setTurned] = useState({ question, page: 1 });
  const page = turned.question === question ? turned.page : 1;
  const [hits, setHits] = useState<OrderHits | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const asked = useRef(0);
  const typing = useRef(0);

  const now = useCallback(async () => {
    // Whoever asks at once, as a scanner does, is not overtaken by the question that typing would have asked.
    window.clearTimeout(typing.current);
    asked.current += 1;
    const turn = asked.current;
    const answer = await operate(searchOrders, { query: { q, page, ...(screening ? { screening } : {}) } });
    if (turn !== asked.current) return null;
    if (isRefused(answer)) {
      setRefused(answer);
      return null;
    }
    setRefused(null);
    setHits(answer);
    return answer.results;
  }, [q, screening, page]);

  const first = useRef(true);
  useEffect(() => {
    typing.current = window.setTimeout(now, first.current ? 0 : pauseMs);
    first.current = false;
    return () => window.clearTimeout(typing.current);
  }, [now]);

  return { hits, refused, page, turnTo: (next) => setTurned({ question, page: next }), now };
}
