import { formatMoney } from '../../server/contract/money.ts';
import { clockTime } from '../../server/contract/venue-time.ts';
import { OrderBill } from './order-bill.tsx';
import { type OrderProps, orderLink } from './order-shapes.ts';
import { Page } from './page.tsx';
import { ShowHead } from './show-head.tsx';
import { Tickets } from './tickets.tsx';

/** The one page of an order, whatever has become of it. Its tickets scan at the door from here. */
export function OrderPage(props: OrderProps) {
  const { frame, show, state, problem } = props;
  const say = frame.words.order;
  const title = state === 'paid' && props.over ? say.paid.over : say[state].title;
  const live = state === 'arriving' || (state === 'pending' && props.processing);
  return (
    <Page
      frame={frame}
      title={say.title(props.number)}
      hidden
      head={
        live && (
          <noscript>
            <meta httpEquiv="refresh" content="4" />
          </noscript>
        )
      }
    >
      <ShowHead frame={frame} show={show} title={say.title(props.number)} />
      <div
        className="container order"
        data-order-state={state}
        {...(live && { 'data-arriving': say.arriving.slow, 'data-arrived': say.arriving.arrived })}
      >
        {props.own && (
          <p className="no-print">
            <a href="/account">{say.allOrders}</a>
          </p>
        )}
        {problem && (
          <p className="notice notice-bad" role="alert">
            {problem}
          </p>
        )}
        <h2 className="order-title" tabIndex={-1}>
          {title}
        </h2>
        <State {...props} />
        <p className="visually-hidden" role="status" data-order-said="" />
        <div className="order-columns">
          <Tickets {...props} />
          <OrderBill {...props} />
        </div>
      </div>
    </Page>
  );
}

function State(props: OrderProps) {
  const { frame, state } = props;
  const say = frame.words.order;
  const home = (text: string, href: string) => (
    <a className="btn btn-primary btn-large" href={href}>
      {text}
    </a>
  );
  switch (state) {
    case 'pending':
      return <Pending {...props} />;
    case 'arriving':
      return (
        <>
          <p className="order-text">{say.arriving.text}</p>
          <div className="arriving-bar" aria-hidden="true" />
          <p className="muted" data-arriving-slow="" />
          <noscript>
            <a href={orderLink(props)}>{say.arriving.refresh}</a>
          </noscript>
        </>
      );
    case 'paid':
    case 'partially_refunded':
      return <Paid {...props} />;
    case 'refunded':
      return <Refunded {...props} />;
    case 'expired':
      return (
        <>
          <p className="order-text">{say.expired.text}</p>
          {home(say.expired.action, `/sessions/${props.show.id}`)}
        </>
      );
    case 'cancelled':
      return (
        <>
          <p className="order-text">{say.cancelled.text}</p>
          {home(say.cancelled.action, '/')}
        </>
      );
  }
}

function Pending(props: OrderProps) {
  const { frame, total, currency, expiresAt, processing } = props;
  const { order: say, checkout, locale } = frame.words;
  if (processing) return <p className="order-text">{say.processing}</p>;
  const time = expiresAt ? clockTime(expiresAt, frame.zone, locale) : '';
  return (
    <>
      <p className="order-text">{say.pending.text(time)}</p>
      <div className="order-actions">
        <form method="post" action={orderLink(props, '/pay')}>
          <button type="submit" className="btn btn-primary btn-large">
            {total > 0 ? say.pending.pay(formatMoney({ amount: total, currency }, locale)) : checkout.payFree}
          </button>
        </form>
        <a className="btn btn-quiet btn-large" href={orderLink(props, '/cancel')}>
          {say.pending.cancel}
        </a>
      </div>
    </>
  );
}

function Paid({ frame, state, email, screeningCancelled }: OrderProps) {
  const say = frame.words.order;
  const text = email ? say.paid.text(email) : say.paid.textNoMail;
  return (
    <>
      {screeningCancelled && <p className="notice notice-warn">{say.screeningCancelled}</p>}
      <p className="order-text">{state === 'paid' ? text : say.partially_refunded.text}</p>
    </>
  );
}

function Refunded({ frame, refunds, currency }: OrderProps) {
  const { order: say, locale } = frame.words;
  const amount = formatMoney({ amount: refunds.reduce((sum, refund) => sum + refund.amount, 0), currency }, locale);
  const sent = refunds.length > 0 && refunds.every((refund) => refund.status === 'succeeded');
  const has = (reason: string) => refunds.some((refund) => refund.reason === reason);
  return (
    <>
      {has('late_payment') && <p className="order-text">{say.refunded.late}</p>}
      {has('screening_cancelled') && <p className="order-text">{say.refunded.screening}</p>}
      <p className="order-text">{sent ? say.refunded.done(amount) : say.refunded.text(amount)}</p>
      <a className="btn btn-quiet" href="/">
        {say.cancelled.action}
      </a>
    </>
  );
}
