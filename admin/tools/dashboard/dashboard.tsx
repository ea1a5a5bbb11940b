import { useCurrentAdmin } from 'adminjs';
import type { Tonight } from '../../../server/contract/api/staff/reports.ts';
import { clockTime, dateInWords } from '../../../server/contract/venue-time.ts';
import { dashboardWords as words } from '../../../server/contract/words/en/office-dashboard.ts';
import { Attention } from './attention.tsx';
import { Figures } from './figures.tsx';
import { Occupancy } from './occupancy.tsx';
import { SalesChart } from './sales-chart.tsx';
import { useTonight } from './use-tonight.ts';

/** What a manager wants to know on opening the office, or on a phone in the foyer. */
export default function Dashboard() {
  const { report, refused, reload } = useTonight();
  return (
    <section className="office dashboard" aria-labelledby="dashboard-title">
      <header className="dashboard-head">
        <h1 id="dashboard-title">{words.title}</h1>
        {report && <When report={report} />}
      </header>
      {refused && (
        <p className="office-note" data-tone="bad" role="alert">
          {report ? words.stale : refused.message}
        </p>
      )}
      {report ? <Evening report={report} reload={reload} /> : !refused && <p role="status">{words.loading}</p>}
    </section>
  );
}

function When({ report }: { report: Tonight }) {
  const day = dateInWords(report.businessDate, 'en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <p className="office-muted">
      {day}, <span className="figures">{words.asOf(clockTime(report.asOf, report.timeZone, 'en'))}</span>
    </p>
  );
}

function Evening({ report, reload }: { report: Tonight; reload: () => void }) {
  return (
    <>
      <Figures report={report} />
      <div className="dashboard-columns">
        <Occupancy report={report} />
        <div className="dashboard-side">
          {report.attention && <Attention report={report} found={report.attention} reload={reload} />}
          {report.takings && <SalesChart days={report.takings.days} currency={report.currency} />}
          <Tools />
        </div>
      </div>
    </>
  );
}

interface Menu {
  menu?: { items: { label: string; href: string }[] }[];
}

/** The tools of the sidebar, which a phone hides. */
function Tools() {
  const [admin] = useCurrentAdmin();
  const [first] = (admin as Menu | null)?.menu ?? [];
  const tools = first?.items.filter(({ href }) => href !== '/admin') ?? [];
  if (tools.length === 0) return null;
  return (
    <nav className="office-card" aria-labelledby="dashboard-tools">
      <h2 id="dashboard-tools">{words.tools}</h2>
      <ul className="dashboard-tools">
        {tools.map(({ label, href }) => (
          <li key={href}>
            <a className="office-button" href={href}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
