import { useCallback, useEffect, useRef, useState } from 'react';
import type { Refused } from '../../ipc-state.ts';
import { useTill } from '../till-context.tsx';

interface Held {
  id: number | null;
  seats: readonly number[];
}

/**
 * The seats under the clerk's hand, held with the server from the first tap. One wish at a time, each replacing the
 * former; let go when the screen is left unsold.
 */
export function useHold(screening: number) {
  const { till } = useTill();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [held, setHeld] = useState<Held>({ id: null, seats: [] });
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const latest = useRef(held);
  const queue = useRef(Promise.resolve());
  const sold = useRef(false);

  const choose = useCallback(
    (seats: readonly number[], override = false) => {
      setChosen(seats);
      setRefusal(null);
      queue.current = queue.current.then(async () => {
        const { id } = latest.current;
        const keep = (next: Held) => {
          latest.current = next;
          setHeld(next);
        };
        if (seats.length === 0) {
          if (id !== null) await till.call('release', { hold: id });
          setRefusal(null);
          return keep({ id: null, seats: [] });
        }
        const answer = await till.call('hold', { screening, seats: [...seats], replaces: id, override });
        // Also where the wish before, of a faster finger, was refused: the last one counts.
        setRefusal(answer.ok ? null : answer.refusal);
        if (answer.ok) keep({ id: answer.value.id, seats });
      });
    },
    [till, screening],
  );
  useEffect(
    () => () => {
      void queue.current.then(() => {
        const { id } = latest.current;
        if (id !== null && !sold.current) void till.call('release', { hold: id });
      });
    },
    [till],
  );
  const ready = chosen.length > 0 && refusal === null && chosen.every((seat) => held.seats.includes(seat));
  return {
    chosen,
    held,
    refusal,
    ready: ready && held.seats.length === chosen.length,
    choose,
    /** While it is so, the hold belongs to a sale. */
    handOver: (toSale: boolean) => {
      sold.current = toSale;
    },
  };
}
