import type { CSSProperties } from 'react';
import type { Tonight, TonightScreening } from '../../../server/contract/api/staff/reports.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { dashboardWords as words } from '../../../server/contract/words/en/office-dashboard.ts';
import { useOffice } from '../../components/office-state.ts';

/** How full each screening is, in the order in which they start: a chart that is a table. */
export function Occupancy({ report }: { report: Tonight }) {
  const over = report.screenings.filter(({ endsAt }) => endsAt <= report.asOf);
  const coming = report.screenings.filter(({ endsAt }) => endsAt > report.asOf);
  return (
    <section className="office-card dashboard-occupancy" aria-labelledby="dashboard-occupancy">
      <h2 id="dashboard-occupancy">{words.occupancy}</h2>
      {report.screenings.length === 0 && <p className="office-muted">{words.none}</p>}
      {over.length > 0 && (
        <details>
          <summary>{words.earlier(over.length)}</summary>
          <Table report={report} screenings={over} />
        </details>
      )}
      {coming.length > 0 && <Table report={report} screenings={coming} />}
    </section>
  );
}

function Table({ report, screenings }: { report: Tonight; screenings: TonightScreening[] }) {
  return (
    <table className="dashboard-screenings">
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.film}</th>
          <th scope="col">{words.sold}</th>
          <th scope="col" className="figures">
            {words.full}
          </th>
        </tr>
      </thead>
      <tbody>
        {screenings.map((screening) => (
          <Row key={screening.id} screening={screening} report={report} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ screening, report }: { screening: TonightScreening; report: Tonight }) {
  const { film, hall, startsAt, sold, held, blocked, capacity } = screening;
  const share = (seats: number) => (capacity === 0 ? 0 : seats / capacity);
  const left = capacity - sold - held - blocked;
  const house = '/admin/pages/house-view';
  const mayOpen = useOffice().menu.some(({ items }) => items.some(({ href }) => href === house));
  const running = startsAt <= report.asOf && screening.endsAt > report.asOf;
  return (
    <tr data-running={running}>
      <th scope="row">
        <time dateTime={startsAt}>{clockTime(startsAt, report.timeZone, 'en')}</time>
      </th>
      <td className="dashboard-film">
        <span>{mayOpen ? <a href={`${house}?screening=${screening.id}`}>{film}</a> : film}</span>
        <small>
          {hall}
          {running && `, ${words.running}`}
          {left <= 0 && sold > 0 && <strong> {words.soldOut}</strong>}
          {held > 0 && `, ${words.held(held)}`}
        </small>
      </td>
      <td className="dashboard-fill">
        <span
          className="dashboard-bar"
          data-full={left <= 0}
          style={{ '--fill': share(sold), '--held': share(held) } as CSSProperties}
          aria-hidden="true"
        />
        <span className="figures">{words.soldOf(sold, capacity)}</span>
      </td>
      <td className="figures">{Math.round(share(sold) * 100)}%</td>
    </tr>
  );
}
