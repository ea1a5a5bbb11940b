import { useState } from 'react';
import type { CashUp } from '../../../server/contract/api/staff/cash-up.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import type { ShiftReport } from '../../../server/contract/till/shifts.ts';
import { dateInWords } from '../../../server/contract/venue-time.ts';
import { shiftWords as words } from '../../../server/contract/words/en/office-shifts.ts';
import { isRefused } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useQuery } from '../parts/use-query.ts';
import { CloseDrawer } from './close-drawer.tsx';
import { ReportSheet } from './report-sheet.tsx';
import { ShiftsTable } from './shifts-table.tsx';
import { useCashUp } from './use-cash-up.ts';

function shifted(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The drawers of one business day: what should be in each, what was, and the sheet that says why. */
export default function CashUpTool() {
  const [date, setDate] = useQuery('date');
  const [day, reload] = useCashUp(date);
  const [sheet, setSheet] = useState<ShiftReport | null>(null);
  const [closing, setClosing] = useState<ShiftReport | null>(null);
  if (!day) return <main className="office cash-up office-muted">{words.loading}</main>;
  if (isRefused(day)) {
    return (
      <main className="office cash-up">
        <h1>{words.title}</h1>
        <RefusalNote refused={day} />
      </main>
    );
  }
  return (
    <main className="office cash-up">
      <header className="cash-up-head">
        <h1>{words.title}</h1>
        <DayPicker date={day.date} onDate={setDate} />
        <a className="office-button" href={`/api/staff/cash-up.csv?date=${day.date}`} download>
          {words.download}
        </a>
      </header>
      <p className="office-muted">
        {dateInWords(day.date, 'en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}
      </p>
      {day.shifts.length === 0 ? (
        <p className="cash-up-empty office-muted">{words.nothing}</p>
      ) : (
        <ShiftsTable day={day} onOpen={setSheet} />
      )}
      <AtOffice day={day} />
      {sheet && (
        <ReportSheet
          key={sheet.kind}
          report={sheet}
          onClose={() => setSheet(null)}
          onCloseDrawer={
            day.may.closeDrawer && sheet.kind === 'x'
              ? () => {
                  setClosing(sheet);
                  setSheet(null);
                }
              : undefined
          }
        />
      )}
      {closing && (
        <CloseDrawer
          report={closing}
          onClose={() => setClosing(null)}
          onDone={(closed) => {
            setClosing(null);
            setSheet(closed);
            reload();
          }}
        />
      )}
    </main>
  );
}

function DayPicker({ date, onDate }: { date: string; onDate: (date: string | null) => void }) {
  return (
    <div className="house-day">
      <button
        type="button"
        className="office-button"
        aria-label={words.before}
        onClick={() => onDate(shifted(date, -1))}
      >
        ‹
      </button>
      <input
        type="date"
        className="office-field"
        aria-label={words.day}
        value={date}
        onChange={(event) => event.target.value && onDate(event.target.value)}
      />
      <button type="button" className="office-button" aria-label={words.after} onClick={() => onDate(shifted(date, 1))}>
        ›
      </button>
    </div>
  );
}

/** Cash that passed no drawer. */
function AtOffice({ day }: { day: CashUp }) {
  const money = (amount: number) => formatMoney({ amount, currency: day.currency }, 'en-GB');
  const { paidOutAtOffice: out, takenAtOffice: taken } = day;
  return (
    <section className="cash-up-office">
      <h2>{words.office}</h2>
      {out.length === 0 && taken === 0 && <p className="office-muted">{words.officeNothing}</p>}
      <table className="office-table">
        <tbody>
          {taken > 0 && (
            <tr>
              <td colSpan={3}>{words.officeTaken}</td>
              <td className="figures">{money(taken)}</td>
            </tr>
          )}
          {out.map(({ order, amount, at, by }) => (
            <tr key={`${order} ${at}`}>
              <td>{words.officePaidOut}</td>
              <td className="figures-start">
                {at.slice(11, 16)} <a href={`/admin/pages/orders-desk?q=${order}`}>{order}</a>
              </td>
              <td>{by}</td>
              <td className="figures">{money(-amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
