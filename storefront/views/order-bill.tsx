import { formatMoney } from '../../server/contract/money.ts';
import { clockTime, dateInWords, localDate } from '../../server/contract/venue-time.ts';
import { CalendarIcon, PaperIcon } from './icons.tsx';
import { type OrderProps, orderLink } from './order-shapes.ts';

/** Below the tickets: what to take along, what it cost, and the way out. */
export function OrderBill(props: OrderProps) {
  const { frame, state, tickets, total, currency, refunds } = props;
  const { order: say, checkout, locale } = frame.words;
  const shown = (amount: number) => formatMoney({ amount, currency }, locale);
  const valid = tickets.some((ticket) => ticket.code !== null);
  return (
    <div className="order-foot no-print">
      {valid && (
        <div className="order-actions">
          <a className="btn btn-quiet" href={orderLink(props, '/tickets.pdf')}>
            <PaperIcon /> {say.pdf}
          </a>
          {!props.over && (
            <a className="btn btn-quiet" href={orderLink(props, '/calendar.ics')}>
              <CalendarIcon /> {say.calendar}
            </a>
          )}
        </div>
      )}
      {valid && <p className="small muted">{say.bookmark}</p>}
      <section className="panel bill">
        <h2>{say.title(props.number)}</h2>
        <ul className="summary-lines">
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <span>
                {checkout.seat(ticket.row, ticket.number)}, {ticket.type}
              </span>
              <span className="money">{shown(ticket.price)}</span>
            </li>
          ))}
        </ul>
        <div className="summary-total">
          <span>{say.total}</span>
          <span className="money">{shown(total)}</span>
        </div>
        {refunds.length > 0 && (
          <ul className="summary-lines mb-0">
            {refunds.map((refund, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
              <li key={index}>
                <span>
                  {say.refund}, {say.refundState[refund.status]}
                </span>
                <span className="money">−{shown(refund.amount)}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {(state === 'paid' || state === 'partially_refunded') && !props.over && <CannotCome {...props} />}
    </div>
  );
}

function CannotCome(props: OrderProps) {
  const { frame, cancelUntil } = props;
  const { order: say, locale } = frame.words;
  if (!cancelUntil) {
    return (
      <section>
        <h2>{say.cannotCome}</h2>
        <p className="muted">{say.cancelLate}</p>
      </section>
    );
  }
  const day = dateInWords(localDate(cancelUntil, frame.zone), locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return (
    <section>
      <h2>{say.cannotCome}</h2>
      <p className="muted">{say.cancelUntil(`${day}, ${clockTime(cancelUntil, frame.zone, locale)}`)}</p>
      <a className="btn btn-quiet" href={orderLink(props, '/cancel')}>
        {say.cancel}
      </a>
    </section>
  );
}
