import { formatMoney } from '../../server/contract/money.ts';
import { type OrderProps, orderLink } from './order-shapes.ts';
import { Page } from './page.tsx';
import { ShowHead } from './show-head.tsx';

/** Asks once more before an order is given up. */
export function CancelOrderPage(props: OrderProps) {
  const { frame, show, state, currency, tickets } = props;
  const { order: say, checkout, locale } = frame.words;
  const live = tickets.filter((ticket) => ticket.status === 'valid' || ticket.status === 'pending');
  const amount = formatMoney({ amount: live.reduce((sum, ticket) => sum + ticket.price, 0), currency }, locale);
  const unpaid = state === 'pending';
  return (
    <Page frame={frame} title={say.confirm.title} hidden>
      <ShowHead frame={frame} show={show} title={say.title(props.number)} />
      <div className="container order">
        <h2 className="order-title">{say.confirm.title}</h2>
        <ul className="order-seats">
          {live.map((ticket) => (
            <li key={ticket.id}>
              {checkout.seat(ticket.row, ticket.number)}, {ticket.type}
            </li>
          ))}
        </ul>
        <p className="order-text">{unpaid ? say.confirm.unpaid(live.length) : say.confirm.text(live.length, amount)}</p>
        <div className="order-actions">
          <form method="post" action={orderLink(props, '/cancel')}>
            <button type="submit" className="btn btn-primary btn-large">
              {say.confirm.yes}
            </button>
          </form>
          <a className="btn btn-quiet btn-large" href={orderLink(props)}>
            {unpaid ? say.confirm.noUnpaid : say.confirm.no}
          </a>
        </div>
      </div>
    </Page>
  );
}
