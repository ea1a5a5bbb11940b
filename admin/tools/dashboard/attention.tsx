import type { ReactNode } from 'react';
import type { Attention as Findings, Found, Tonight } from '../../../server/contract/api/staff/reports.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import { dayAndTime } from '../../../server/contract/venue-time.ts';
import { cutSaleWords } from '../../../server/contract/words/en/office-cut-sales.ts';
import { dashboardWords as words } from '../../../server/contract/words/en/office-dashboard.ts';
import { FailedJobLine } from './failed-job.tsx';

/** What somebody should look at, most urgent first; or the good news. */
export function Attention({ report, found, reload }: { report: Tonight; found: Findings; reload: () => void }) {
  const { payments, refunds, jobs, letters, holes, webhooks, pins, cutSales } = found;
  const money = (amount: number) => formatMoney({ amount, currency: report.currency }, 'en');
  const since = (at: string) =>
    words.since(Math.max(1, Math.round((Date.parse(report.asOf) - Date.parse(at)) / 60_000)));
  const well = [payments, refunds, jobs, letters, holes, webhooks, pins, cutSales].every(({ count }) => count === 0);
  return (
    <section className="office-card dashboard-attention" aria-labelledby="dashboard-attention">
      <h2 id="dashboard-attention">{words.attention}</h2>
      {well && (
        <p className="office-note" data-tone="good">
          {words.allWell}
        </p>
      )}
      <Finding found={refunds} title={words.refunds} hint={words.refundsHint}>
        {({ order, amount, failure, since: at }) => (
          <li key={`${order} ${at}`}>
            <OrderLink number={order} /> <b className="money">{money(amount)}</b> {failure} <small>{since(at)}</small>
          </li>
        )}
      </Finding>
      <Finding
        found={cutSales}
        title={cutSaleWords.attention}
        hint={<a href="/admin/pages/cut-sales">{cutSaleWords.openQueue}</a>}
      >
        {({ id, till, amount, reason, since: at }) => (
          <li key={id}>
            <a href={`/admin/pages/cut-sales?sale=${id}`}>{till}</a> <b className="money">{money(amount)}</b>{' '}
            {cutSaleWords.reason(reason)} <small>{since(at)}</small>
          </li>
        )}
      </Finding>
      <Finding found={holes} title={words.holes} hint={<a href="/admin/pages/price-cards">{words.priceCards}</a>}>
        {({ card, hall, categories, nothing, screenings, firstAt }) => (
          <li key={`${card} ${hall}`}>
            <b>{words.hole(card, hall)}</b>: {nothing ? words.holeNothing : words.holeSome(categories.join(', '))}{' '}
            <small>{words.holeWhen(screenings, dayAndTime(firstAt, report.timeZone, 'en-GB'))}</small>
          </li>
        )}
      </Finding>
      <Finding found={pins} title={words.pins} hint={words.pinsHint}>
        {({ person, till, since: at }) => (
          <li key={`${person} ${till}`}>
            <b>{words.pin(person, till)}</b> <small>{since(at)}</small>
          </li>
        )}
      </Finding>
      <Finding found={jobs} title={words.jobs} hint={words.jobsHint}>
        {(job) => (
          <FailedJobLine key={job.id} job={job} since={since(job.since)} reload={found.mayRetry ? reload : null} />
        )}
      </Finding>
      <Finding found={payments} title={words.payments} hint={words.paymentsHint}>
        {({ order, amount, processing, since: at }) => (
          <li key={`${order} ${at}`}>
            <OrderLink number={order} /> <b className="money">{money(amount)}</b> {processing && words.processing}{' '}
            <small>{since(at)}</small>
          </li>
        )}
      </Finding>
      <Finding found={webhooks} title={words.webhooks} hint={words.webhooksHint}>
        {({ id, name, pause, since: at }) => (
          <li key={id}>
            <a href={`/admin/pages/webhooks?webhook=${id}`}>{name}</a> {words.webhook(pause)} <small>{since(at)}</small>
          </li>
        )}
      </Finding>
      <Finding found={letters} title={words.letters} hint={words.lettersHint}>
        {({ order, kind, since: at }) => (
          <li key={`${order} ${kind} ${at}`}>
            {words.letter(kind, order)} <small>{since(at)}</small>
          </li>
        )}
      </Finding>
    </section>
  );
}

function OrderLink({ number }: { number: string }) {
  return <a href={`/admin/pages/orders-desk?q=${encodeURIComponent(number)}`}>{words.order(number)}</a>;
}

function Finding<T>(given: {
  found: Found<T>;
  title: (count: number) => string;
  hint?: ReactNode;
  children: (one: T) => ReactNode;
}) {
  const { found, title, hint, children } = given;
  if (found.count === 0) return null;
  const rest = found.count - found.list.length;
  return (
    <details className="dashboard-finding" open={found.count <= 5}>
      <summary>{title(found.count)}</summary>
      {hint && <p className="office-muted">{hint}</p>}
      <ul>
        {found.list.map(children)}
        {rest > 0 && <li className="office-muted">{words.moreOf(rest)}</li>}
      </ul>
    </details>
  );
}
