import { useCallback, useRef, useState } from 'react';
import type { Answer, CallInput, CallName, CallOutput } from '../ipc-contract.ts';
import type { Refused } from '../ipc-state.ts';
import { useTill } from './till-context.tsx';

/** One call of the till: whether it is under way, and why the last one was refused. */
export function useCall<K extends CallName>(name: K) {
  const { till } = useTill();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const latest = useRef(0);
  const run = useCallback(
    async (input: CallInput<K>): Promise<Answer<CallOutput<K>>> => {
      latest.current += 1;
      const turn = latest.current;
      setBusy(true);
      setRefusal(null);
      const answer = await till.call(name, input);
      // Asked again meanwhile, nobody wants to know any more what was wrong with the wish before.
      if (turn !== latest.current) return answer;
      setBusy(false);
      if (!answer.ok) setRefusal(answer.refusal);
      return answer;
    },
    [till, name],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { run, busy, refusal, forget };
}
