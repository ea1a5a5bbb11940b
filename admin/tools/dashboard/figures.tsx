import type { CSSProperties, ReactNode } from 'react';
import type { Takings, Tonight, TonightScreening } from '../../../server/contract/api/staff/reports.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import { clockTime, dateInWords } from '../../../server/contract/venue-time.ts';
import { dashboardWords as words } from '../../../server/contract/words/en/office-dashboard.ts';

const percent = new Intl.NumberFormat('en', { style: 'percent' });

/** The three things that are read from across the room. */
export function Figures({ report }: { report: Tonight }) {
  return (
    <dl className="dashboard-figures">
      {report.takings && <TakingsFigure report={report} takings={report.takings} />}
      <SeatsFigure screenings={report.screenings} />
      <NextFigure report={report} />
    </dl>
  );
}

function Figure({ name, value, children }: { name: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div className="office-card dashboard-figure">
      <dt>{name}</dt>
      <dd className="dashboard-value">{value}</dd>
      {children && <dd className="dashboard-beside">{children}</dd>}
    </div>
  );
}

function TakingsFigure({ report, takings }: { report: Tonight; takings: Takings }) {
  const money = (amount: number) => formatMoney({ amount, currency: report.currency }, 'en');
  const weekday = dateInWords(report.businessDate, 'en-GB', { weekday: 'long' });
  return (
    <Figure name={words.takings} value={money(takings.today)}>
      <Compared now={takings.today} then={takings.lastWeekByNow} weekday={weekday} />
      {takings.lastWeek > 0 && <span>{words.lastWeek(money(takings.lastWeek), weekday)}</span>}
      {takings.returned > 0 && <span>{words.returned(money(takings.returned))}</span>}
    </Figure>
  );
}

function Compared({ now, then, weekday }: { now: number; then: number; weekday: string }) {
  if (then === 0) return <span>{now === 0 ? words.equal(weekday) : words.noCompare(weekday)}</span>;
  const change = percent.format(Math.abs(now - then) / then);
  if (now === then) return <span>{words.equal(weekday)}</span>;
  return (
    <strong data-tone={now > then ? 'good' : 'warn'}>
      <span aria-hidden="true">{now > then ? '▲ ' : '▼ '}</span>
      {now > then ? words.more(change, weekday) : words.less(change, weekday)}
    </strong>
  );
}

function SeatsFigure({ screenings }: { screenings: TonightScreening[] }) {
  const sold = screenings.reduce((sum, one) => sum + one.sold, 0);
  const capacity = screenings.reduce((sum, one) => sum + one.capacity, 0);
  const value = (
    <>
      {sold.toLocaleString('en')} <small>{words.ofSeats(capacity.toLocaleString('en'))}</small>
    </>
  );
  if (capacity === 0)
    return (
      <Figure name={words.seats} value="0">
        {words.noSeats}
      </Figure>
    );
  return (
    <Figure name={words.seats} value={value}>
      <span className="dashboard-bar" style={{ '--fill': sold / capacity } as CSSProperties} aria-hidden="true" />
      <span>{words.fill(percent.format(sold / capacity))}</span>
    </Figure>
  );
}

function NextFigure({ report }: { report: Tonight }) {
  const next = report.screenings.find(({ startsAt }) => startsAt > report.asOf);
  if (!next)
    return (
      <Figure name={words.next} value="–">
        {words.noNext}
      </Figure>
    );
  const left = Math.max(0, next.capacity - next.sold - next.held - next.blocked);
  return (
    <Figure name={words.next} value={<time>{clockTime(next.startsAt, report.timeZone, 'en')}</time>}>
      <strong>{next.film}</strong>
      <span>
        {next.hall}, {words.nextLeft(left)}
      </span>
    </Figure>
  );
}
