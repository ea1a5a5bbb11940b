import { formatMoney } from '../../../server/contract/money.ts';
import { clockTime, showDate } from '../../../server/contract/venue-time.ts';
import { atStart } from '../../../server/contract/words/at-start.ts';
import type { Frame } from '../frame.ts';
import { AccountPage, type AccountPageProps } from './account-page.tsx';

export interface OwnOrder {
  id: number;
  /** The order's page, with its key. */
  url: string;
  number: string;
  status: 'pending' | 'paid' | 'partially_refunded' | 'refunded' | 'expired' | 'cancelled';
  film: string;
  poster: string;
  hall: string;
  /** ISO 8601. */
  startsAt: string;
  businessDate: string;
  /** Labels of the living seats. */
  seats: string[];
  total: number;
  currency: string;
}

export interface OrdersProps extends AccountPageProps {
  coming: OwnOrder[];
  past: OwnOrder[];
  /** Of the past ones, from 1. */
  page: number;
  older: boolean;
}

/** Orders to come first, soonest first; then those past, latest first. */
export function OwnOrdersPage({ coming, past, page, older, ...rest }: OrdersProps) {
  const { frame } = rest;
  const say = frame.words.account.orders;
  return (
    <AccountPage {...rest} current="orders">
      <section aria-labelledby="coming">
        <h2 id="coming">{say.coming}</h2>
        {coming.length > 0 ? (
          <Orders frame={frame} orders={coming} />
        ) : (
          <p>
            {say.none} <a href="/">{say.noneAction}</a>
          </p>
        )}
      </section>
      {(past.length > 0 || page > 1) && (
        <section aria-labelledby="past">
          <h2 id="past">{say.past}</h2>
          <Orders frame={frame} orders={past} />
          <nav className="account-pages" aria-label={say.past}>
            {page > 1 && <a href={`/account?page=${page - 1}#past`}>{say.newer}</a>}
            {older && <a href={`/account?page=${page + 1}#past`}>{say.older}</a>}
          </nav>
        </section>
      )}
    </AccountPage>
  );
}

function Orders({ frame, orders }: { frame: Frame; orders: OwnOrder[] }) {
  const { words, zone } = frame;
  const say = words.account.orders;
  return (
    <ul className="own-orders">
      {orders.map((order) => (
        <li key={order.id}>
          <a href={order.url} className="own-order">
            <img src={order.poster} alt="" width={64} height={96} loading="lazy" />
            <span className="own-order-facts">
              <strong>{order.film}</strong>
              <span>
                {atStart(showDate(order, zone, words.locale, words.shell), words.locale)},{' '}
                {clockTime(order.startsAt, zone, words.locale)}
              </span>
              <span className="muted">
                {[order.hall, order.seats.length > 0 && say.seats(order.seats)].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className="own-order-state">
              <span className="money">
                {formatMoney({ amount: order.total, currency: order.currency }, words.locale)}
              </span>
              <span className="small muted">{say.status[order.status]}</span>
              <span className="small muted">{order.number}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
