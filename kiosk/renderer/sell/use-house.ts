import { useEffect, useState } from 'react';
import type { TillHouse } from '../../../server/contract/till/programme.ts';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';

/** A hall and its seats as they are at this moment: one symbol per seat in plan order. */
export function useHouse(screening: number) {
  const { till, state } = useTill();
  const { run, refusal } = useCall('house');
  const [house, setHouse] = useState<TillHouse | null>(null);
  const [symbols, setSymbols] = useState('');
  const { status } = state.link;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the line gone or back, other seats are to be had
  useEffect(() => {
    let wanted = true;
    const stop = till.onSeats((event) => {
      if (event.screening !== screening) return;
      if (event.kind === 'snapshot') setSymbols(event.states);
      else
        setSymbols((now) => {
          const next = [...now];
          for (const [at, symbol] of event.changes) next[at] = symbol;
          return next.join('');
        });
    });
    void run({ screening }).then((answer) => {
      if (!wanted || !answer.ok) return;
      setHouse(answer.value);
      setSymbols(answer.value.states);
      void till.call('watch', { screening });
    });
    return () => {
      wanted = false;
      stop();
      void till.call('unwatch', { screening });
    };
  }, [till, run, screening, status]);
  return { house, symbols, refusal };
}
