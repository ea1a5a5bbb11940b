import { useCallback } from 'react';
import { formatMoney } from '../../server/contract/money.ts';
import { useTill } from './till-context.tsx';

/** Says an amount of minor units in the cinema's currency. */
export function useMoney(): (amount: number) => string {
  const currency = useTill().state.facts?.cinema.currency ?? 'EUR';
  return useCallback((amount: number) => formatMoney({ amount, currency }, 'en-GB'), [currency]);
}
