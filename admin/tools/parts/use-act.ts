import { useState } from 'react';
import { isRefused, type Refused } from '../client.ts';

/** One thing that a form does: `busy` while it runs, `refused` until the next try. Answers whether it was done. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setRefused(null);
    const answer = await work();
    setBusy(false);
    if (isRefused(answer)) setRefused(answer);
    return !isRefused(answer);
  };
  return { busy, refused, act };
}
