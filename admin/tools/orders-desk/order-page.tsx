import { useCallback, useEffect, useRef, useState } from 'react';
import { getOfficeOrder, type OfficeOrder } from '../../../server/contract/api/staff/orders.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import { dayAndTime, showDay } from '../../../server/contract/venue-time.ts';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { Money } from './money.tsx';
import { NoteForm } from './note-form.tsx';
import { Resend } from './resend.tsx';
import { Tickets } from './tickets.tsx';
import { Timeline } from './timeline.tsx';

/** How the rest of the page writes an order's amounts and instants. */
export interface Speaks {
  money: (amount: number) => string;
  /** `23 Nov, 19:30`, venue time. */
  at: (instant: string) => string;
}

function speaksOf({ currency, timeZone }: OfficeOrder): Speaks {
  return {
    money: (amount) => formatMoney({ amount, currency }, 'en-GB'),
    at: (instant) => dayAndTime(instant, timeZone, 'en-GB', { day: 'numeric', month: 'short' }),
  };
}

/** One order with all that can be known and done. */
export function OrderPage({ id, onChanged }: { id: number; onChanged: () => Promise<unknown> }) {
  const [order, setOrder] = useState<OfficeOrder | Refused | null>(null);
  const [said, setSaid] = useState('');
  const asked = useRef(0);
  const load = useCallback(async () => {
    asked.current += 1;
    const turn = asked.current;
    const answer = await operate(getOfficeOrder, { params: { id } });
    if (turn === asked.current) setOrder(answer);
  }, [id]);
  useEffect(() => {
    load();
  }, [load]);
  const page = useRef<HTMLElement>(null);
  const loaded = order !== null;
  useEffect(() => {
    // On a phone it stands under the list: whoever chose it would see nothing happen.
    if (loaded && window.matchMedia('(width < 1000px)').matches) page.current?.scrollIntoView();
  }, [loaded]);

  if (!order) return <p className="desk-empty office-muted">{words.loading}</p>;
  if (isRefused(order)) {
    return (
      <p className="desk-empty office-muted" role="alert">
        {order.message}
      </p>
    );
  }
  const done = async (what: string) => {
    setSaid(what);
    await Promise.all([load(), onChanged()]);
  };
  const speaks = speaksOf(order);
  return (
    <article className="desk-order" ref={page}>
      <Head order={order} speaks={speaks} onDone={done} />
      <p role="status" className={said ? 'office-note' : 'office-unseen'} data-tone="good">
        {said}
      </p>
      <div className="desk-columns">
        <div>
          <Tickets order={order} speaks={speaks} onDone={done} />
          <Money order={order} speaks={speaks} onDone={done} />
          <NoteForm order={order.id} onDone={done} />
        </div>
        <Timeline order={order} speaks={speaks} />
      </div>
    </article>
  );
}

interface HeadProps {
  order: OfficeOrder;
  speaks: Speaks;
  onDone: (what: string) => Promise<void>;
}

function Head({ order, speaks, onDone }: HeadProps) {
  const { show } = order;
  const facts: [string, string][] = [
    [words.facts.customer, order.name ?? words.facts.none],
    [words.facts.email, order.email ?? words.facts.none],
    [words.facts.through, words.channel[order.channel]],
    [words.facts.placed, speaks.at(order.createdAt)],
    ...(order.paidAt ? [[words.facts.paid, speaks.at(order.paidAt)] as [string, string]] : []),
    ...(order.expiresAt ? [[words.facts.expires, speaks.at(order.expiresAt)] as [string, string]] : []),
    [words.facts.total, speaks.money(order.total)],
  ];
  return (
    <header className="desk-head">
      <div className="desk-name">
        <h2 className="figures">{order.number}</h2>
        <span className="desk-status" data-status={order.status}>
          {words.status[order.status]}
        </span>
        <div className="desk-acts">
          <a className="office-button" href={order.url} target="_blank" rel="noreferrer">
            {words.customerPage}
          </a>
          <a className="office-button" href={`/admin/pages/house-view?date=${show.businessDate}&screening=${show.id}`}>
            {words.house}
          </a>
          {order.may.resend && <Resend order={order} onDone={onDone} />}
        </div>
      </div>
      <p>
        <b>{show.film}</b> · {showDay(show, order.timeZone, 'en-GB', words)} · {show.hall}
        {show.cancelled && (
          <span className="desk-status" data-status="cancelled">
            {words.off}
          </span>
        )}
      </p>
      <dl className="desk-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}
