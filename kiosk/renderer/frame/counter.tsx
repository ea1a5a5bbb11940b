import { type ReactNode, useState } from 'react';
import type { ShiftReport } from '../../../server/contract/till/shifts.ts';
import { tillShiftWords } from '../../../server/contract/words/en/till-shift.ts';
import { LineSheet } from '../line/line-sheet.tsx';
import { Orders } from '../orders/orders.tsx';
import { type Scan, useScanner } from '../parts/use-scanner.ts';
import { Sell } from '../sell/sell.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { OpenShift } from '../shift/open-shift.tsx';
import { Report } from '../shift/report.tsx';
import { ShiftScreen } from '../shift/shift-screen.tsx';
import { useTill } from '../till-context.tsx';
import { ClerkDialog } from './clerk-dialog.tsx';
import { PrintStrip } from './print-strip.tsx';
import { Scanned } from './scanned.tsx';
import { type Tab, TopBar } from './top-bar.tsx';
import { useIdleLock } from './use-idle-lock.ts';
import { Warnings } from './warnings.tsx';

/** The till at work. */
export function Counter() {
  const { state } = useTill();
  const [tab, setTab] = useState<Tab>('sell');
  const [over, setOver] = useState<'line' | 'clerk' | null>(null);
  const [closed, setClosed] = useState<ShiftReport | null>(null);
  const [scan, setScan] = useState<Scan | null>(null);
  /** Seats are on hold for a customer; a code that was scanned meanwhile waits for the clerk's word. */
  const [choosing, setChoosing] = useState(false);
  const [asked, setAsked] = useState<string | null>(null);
  useIdleLock();
  const choose = (next: Tab) => {
    setScan(null);
    setTab(next);
  };
  const look = (code: string) => {
    setAsked(null);
    setTab('orders');
    setScan({ code, at: performance.now() });
  };
  useScanner((code) => {
    if (!state.shift || state.sale) return;
    if (tab === 'sell' && choosing) setAsked(code);
    else look(code);
  });
  const screen = (): ReactNode => {
    if (tab === 'settings') return <SettingsScreen />;
    if (closed)
      return (
        <Report report={closed}>
          <button type="button" className="button" data-look="primary" onClick={() => setClosed(null)}>
            {tillShiftWords.report.done}
          </button>
        </Report>
      );
    if (!state.shift) return <OpenShift />;
    if (tab === 'orders') return <Orders scan={scan} />;
    return tab === 'sell' ? <Sell onChoosing={setChoosing} /> : <ShiftScreen onClosed={setClosed} />;
  };
  return (
    <div className="till">
      <TopBar tab={tab} onTab={choose} onLine={() => setOver('line')} onClerk={() => setOver('clerk')} />
      <Warnings onLine={() => setOver('line')} />
      <main className="till-main">{screen()}</main>
      <PrintStrip />
      {over === 'line' && <LineSheet onClose={() => setOver(null)} />}
      {asked !== null && <Scanned onStay={() => setAsked(null)} onLook={() => look(asked)} />}
      {over === 'clerk' && <ClerkDialog onClose={() => setOver(null)} />}
    </div>
  );
}
