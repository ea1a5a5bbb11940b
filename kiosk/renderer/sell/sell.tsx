import { useState } from 'react';
import { useTill } from '../till-context.tsx';
import { DayBoard } from './day-board.tsx';
import { House } from './house.tsx';
import { SaleScreen } from './sale-screen.tsx';

/** A screening, its seats and the money; the sale at hand comes before everything, also after a restart. */
export function Sell() {
  const { state } = useTill();
  const [screening, setScreening] = useState<number | null>(null);
  if (state.sale) return <SaleScreen sale={state.sale} onNext={() => setScreening(null)} />;
  if (screening === null) return <DayBoard onChoose={setScreening} />;
  return <House key={screening} screening={screening} onBack={() => setScreening(null)} />;
}
