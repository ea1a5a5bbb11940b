import { useCallback, useEffect, useState } from 'react';
import { type CutSaleList, listCutSales } from '../../../server/contract/api/staff/cut-sales.ts';
import { operate, type Refused } from '../client.ts';

const refreshMs = 30_000;

/** The queue, or what was settled, read again every half minute; null while the first answer is on its way. */
export function useCutSales(settled: boolean): { list: CutSaleList | Refused | null; reload: () => Promise<void> } {
  const [list, setList] = useState<CutSaleList | Refused | null>(null);
  const reload = useCallback(async () => {
    setList(await operate(listCutSales, { query: { settled: settled ? 'yes' : 'no' } }));
  }, [settled]);
  useEffect(() => {
    setList(null);
    void reload();
    const timer = window.setInterval(reload, refreshMs);
    return () => window.clearInterval(timer);
  }, [reload]);
  return { list, reload };
}
