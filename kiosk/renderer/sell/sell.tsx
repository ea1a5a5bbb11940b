import { useState } from 'react';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { DayBoard } from './day-board.tsx';
import { House } from './house.tsx';
import { SaleScreen } from './sale-screen.tsx';

/**
 * A screening, its seats and the money; the sale at hand comes before everything, also after a restart. `onChoosing`: seats
 * are chosen for a customer, or are no more.
 */
export function Sell({ onChoosing }: { onChoosing(choosing: boolean): void }) {
  const { state } = useTill();
  const [screening, setScreening] = useState<number | null>(null);
  const [hold, setHold] = useState<number | null>(null);
  const release = useCall('release');
  const next = (toSeats: number | null) => {
    // A sale that was refused leaves its seats held, and others want them.
    if (state.sale?.phase === 'refused' && hold !== null) void release.run({ hold });
    setHold(null);
    setScreening(toSeats);
  };
  if (state.sale) return <SaleScreen sale={state.sale} onNext={next} />;
  if (screening === null) return <DayBoard onChoose={setScreening} />;
  return (
    <House
      key={screening}
      screening={screening}
      onBack={() => setScreening(null)}
      onSold={setHold}
      onChoosing={onChoosing}
    />
  );
}
