import { useEffect, useState } from 'react';
import { listPriceCards, type PriceCardBoard } from '../../server/contract/api/staff/price-cards.ts';
import { isRefused, operate } from '../tools/client.ts';

export type SeatCategoryName = Pick<PriceCardBoard['categories'][number], 'code' | 'name'>;

/** The categories that seats can wear, in their order. */
export function useSeatCategories(): SeatCategoryName[] {
  const [categories, setCategories] = useState<SeatCategoryName[]>([]);
  useEffect(() => {
    let gone = false;
    void operate(listPriceCards, {}).then((answer) => {
      if (!gone && !isRefused(answer)) setCategories(answer.categories);
    });
    return () => {
      gone = true;
    };
  }, []);
  return categories;
}
