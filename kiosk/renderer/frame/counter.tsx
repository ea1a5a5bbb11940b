import { useState } from 'react';
import { Sell } from '../sell/sell.tsx';
import { OpenShift } from '../shift/open-shift.tsx';
import { ShiftScreen } from '../shift/shift-screen.tsx';
import { useTill } from '../till-context.tsx';
import { PrintStrip } from './print-strip.tsx';
import { type Tab, TopBar } from './top-bar.tsx';
import { useIdleLock } from './use-idle-lock.ts';

/** The till at work. */
export function Counter() {
  const { state } = useTill();
  const [tab, setTab] = useState<Tab>('sell');
  useIdleLock();
  return (
    <div className="till">
      <TopBar tab={tab} onTab={setTab} />
      <main className="till-main">{!state.shift ? <OpenShift /> : tab === 'sell' ? <Sell /> : <ShiftScreen />}</main>
      <PrintStrip />
    </div>
  );
}
