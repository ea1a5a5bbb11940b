import type { ReactNode } from 'react';
import type { ShiftReport } from '../../../server/contract/till/shifts.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { shiftWords } from '../../../server/contract/words/en/office-shifts.ts';
import { tillShiftWords } from '../../../server/contract/words/en/till-shift.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';

const words = tillShiftWords.report;
const { figures } = shiftWords;
const drawer = ['float', 'cashSales', 'paidIn', 'cashRefunds', 'drops', 'paidOut', 'expected'] as const;
const others = ['cardSales', 'cardRefunds', 'tax'] as const;

interface ReportProps {
  report: ShiftReport;
  /** What comes after it, beside printing. */
  children?: ReactNode;
}

/** X or Z: every cent of the drawer, and who did what. */
export function Report({ report, children }: ReportProps) {
  const { state } = useTill();
  const say = useMoney();
  const print = useCall('printReport');
  const zone = state.facts?.cinema.timeZone ?? 'UTC';
  const row = (label: string, value: string | number) => (
    <div key={label}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <section className="report" data-report={report.kind}>
      <header className="report-head">
        <h1>{report.number === null ? words.x : words.z(report.number)}</h1>
        <button type="button" className="button" disabled={print.busy} onClick={() => void print.run({ report })}>
          {words.print}
        </button>
        {children}
      </header>
      {print.refusal && <Note tone="bad" text={print.refusal.message} />}
      {report.note && <p className="muted">{report.note}</p>}
      <div className="report-parts">
        <div>
          <h2>{words.till}</h2>
          <dl className="figures" data-figures="drawer">
            {drawer.map((name) => row(figures[name], say(report[name])))}
            {report.counted !== null && row(figures.counted, say(report.counted))}
            {report.difference !== null && row(figures.difference, say(report.difference))}
          </dl>
          <dl className="figures">
            {others.map((name) => row(figures[name], say(report[name])))}
            {row(figures.orders, report.orders)}
            {row(figures.tickets, report.tickets)}
          </dl>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is long scrolls, also by keyboard */}
        <section className="report-lists" tabIndex={0} aria-label={words.byClerk}>
          <h2>{words.byClerk}</h2>
          <dl className="figures">{report.byClerk.map((one) => row(one.clerk, say(one.cash + one.card)))}</dl>
          {report.byTicketType.length > 0 && <h2>{words.byType}</h2>}
          <dl className="figures">
            {report.byTicketType.map((one) => row(`${one.name}, ${words.tickets(one.tickets)}`, say(one.amount)))}
          </dl>
          {report.movements.length > 0 && <h2>{words.movements}</h2>}
          <ul className="movements">
            {report.movements.map((one) => (
              <li key={`${one.at} ${one.kind} ${one.amount}`}>
                <span>
                  <time>{clockTime(one.at, zone, 'en-GB')}</time> {words.kinds[one.kind] ?? one.kind}: {one.reason}
                  <br />
                  <span className="muted">{one.approvedBy ? words.approved(one.by, one.approvedBy) : one.by}</span>
                </span>
                <span className="money">{say(one.amount)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </section>
  );
}
