import { useCallback, useEffect, useRef, useState } from 'react';
import { type CutSaleList, listCutSales } from '../../../server/contract/api/staff/cut-sales.ts';
import { operate, type Refused } from '../client.ts';

const refreshMs = 30_000;

/** The queue, or what was settled, read again every half minute; null while the first answer is on its way. */
export function useCutSales(settled: boolean): { list: CutSaleList | Refused | null; reload: () => Promise<void> } {
  const [list, setList] = useState<CutSaleList | Refused | null>(null);
  const asked = useRef(0);
  const reload = useCallback(async () => {
    asked.current += 1;
    const turn = asked.current;
    const answer = await operate(listCutSales, { query: { settled: settled ? 'yes' : 'no' } });
    // Answers may overtake each other; only the latest question counts.
    if (turn === asked.current) setList(answer);
  }, [settled]);
  useEffect(() => {
    setList(null);
    void reload();
    const timer = window.setInterval(reload, refreshMs);
    return () => window.clearInterval(timer);
  }, [reload]);
  return { list, reload };
}
