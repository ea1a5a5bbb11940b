import { useCallback, useState } from 'react';
import type { Answer, CallInput, CallName, CallOutput } from '../ipc-contract.ts';
import type { Refused } from '../ipc-state.ts';
import { useTill } from './till-context.tsx';

/** One call of the till: whether it is under way, and why it was refused. A second tap while it is does nothing. */
export function useCall<K extends CallName>(name: K) {
  const { till } = useTill();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const run = useCallback(
    async (input: CallInput<K>): Promise<Answer<CallOutput<K>>> => {
      setBusy(true);
      setRefusal(null);
      const answer = await till.call(name, input);
      setBusy(false);
      if (!answer.ok) setRefusal(answer.refusal);
      return answer;
    },
    [till, name],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { run, busy, refusal, forget };
}
