import { useEffect, useRef, useState } from 'react';
import { type CashUp, getCashUp } from '../../../server/contract/api/staff/cash-up.ts';
import { operate, type Refused } from '../client.ts';

const refreshMs = 60_000;

/**
 * The drawers of a business day (null: today), read again every minute and when asked; null while the first answer is on
 * its way.
 */
export function useCashUp(date: string | null): [CashUp | Refused | null, () => void] {
  const again = useRef<() => unknown>(() => null);
  const [day, setDay] = useState<CashUp | Refused | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    const load = async () => {
      const answer = await operate(getCashUp, { query: date ? { date } : {}, signal: gone.signal });
      if (!gone.signal.aborted) setDay(answer);
    };
    again.current = load;
    load();
    const timer = window.setInterval(load, refreshMs);
    return () => {
      gone.abort();
      window.clearInterval(timer);
    };
  }, [date]);
  return [day, () => again.current()];
}
