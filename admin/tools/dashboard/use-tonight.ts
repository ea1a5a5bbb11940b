import { useCallback, useEffect, useState } from 'react';
import { getTonight, type Tonight } from '../../../server/contract/api/staff/reports.ts';
import { isRefused, operate, type Refused } from '../client.ts';

const every = 30_000;

/** The evening's figures, asked for again every half minute while somebody looks. */
export function useTonight(): { report: Tonight | null; refused: Refused | null; reload: () => void } {
  const [report, setReport] = useState<Tonight | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const reload = useCallback(async () => {
    const answer = await operate(getTonight, {});
    if (isRefused(answer)) return setRefused(answer);
    setReport(answer);
    setRefused(null);
  }, []);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void reload();
    };
    look();
    const timer = setInterval(look, every);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [reload]);
  return { report, refused, reload };
}
