import { useState } from 'react';
import type { ShiftReport } from '../../../server/contract/till/shifts.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { tillShiftWords as words } from '../../../server/contract/words/en/till-shift.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { CountForm } from './count-form.tsx';
import { MovementForm } from './movement-form.tsx';
import { Report } from './report.tsx';

const parts = ['x', 'drop', 'paid_out', 'paid_in', 'count'] as const;

/** The drawer: what should be in it, cash in and out, and the count that closes it. */
export function ShiftScreen({ onClosed }: { onClosed(report: ShiftReport): void }) {
  const { state } = useTill();
  const x = useCall('xReport');
  const [part, setPart] = useState<(typeof parts)[number] | null>(null);
  const [report, setReport] = useState<ShiftReport | null>(null);
  const choose = async (next: (typeof parts)[number]) => {
    setPart(next);
    setReport(null);
    if (next !== 'x') return;
    const answer = await x.run({});
    if (answer.ok) setReport(answer.value);
  };
  const zone = state.facts?.cinema.timeZone ?? 'UTC';
  return (
    <section className="drawer">
      <nav className="drawer-parts" aria-label={words.partsLabel}>
        {parts.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-current={part === one ? 'true' : undefined}
            onClick={() => void choose(one)}
          >
            {words.parts[one]}
          </button>
        ))}
      </nav>
      <div className="drawer-part">
        {part === null && state.shift && (
          <>
            <h1>{words.title}</h1>
            <p>{words.opened(state.shift.openedBy, clockTime(state.shift.openedAt, zone, 'en-GB'))}</p>
            <p className="muted">{words.hint}</p>
          </>
        )}
        {part === 'x' && x.refusal && <Note tone="bad" text={x.refusal.message} />}
        {part === 'x' && report && <Report report={report} />}
        {part === 'count' && <CountForm onClosed={onClosed} />}
        {(part === 'drop' || part === 'paid_out' || part === 'paid_in') && <MovementForm key={part} kind={part} />}
      </div>
    </section>
  );
}
