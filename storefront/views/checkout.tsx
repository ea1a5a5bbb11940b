import type { AgePolicy } from '../../server/contract/age.ts';
import { formatMoney } from '../../server/contract/money.ts';
import { clockTime } from '../../server/contract/venue-time.ts';
import { CheckoutSummary } from './checkout-summary.tsx';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { type ShowFacts, ShowHead } from './show-head.tsx';
import { Stage } from './stage.tsx';

export interface CheckoutLine {
  seat: { id: number; row: string; number: string };
  category: string;
  /** Ticket types for sale on this seat. */
  types: { id: number; name: string; price: number }[];
  /** The type chosen. */
  type: number;
}

export interface CheckoutProps {
  frame: Frame;
  show: ShowFacts;
  /** Where the form goes: this page's own address. */
  action: string;
  lines: CheckoutLine[];
  currency: string;
  /** Hundredths of a percent, contained in the prices. */
  taxRate: number;
  /** ISO 8601. */
  heldUntil: string;
  /** Seconds, by the server's clock. */
  secondsLeft: number;
  acknowledge: { policy: AgePolicy; ageLimit: number } | null;
  values: { email: string; name: string; acknowledged: boolean };
  errors: { email?: string; name?: string; acknowledged?: string; form?: string };
  signedIn: boolean;
}

export function CheckoutPage(props: CheckoutProps) {
  const { frame, show, action, lines, currency, errors, heldUntil, secondsLeft } = props;
  const { checkout, locale } = frame.words;
  const shown = (amount: number) => formatMoney({ amount, currency }, locale);
  return (
    <Page frame={frame} title={checkout.title} hidden>
      <ShowHead frame={frame} show={show} title={checkout.title} />
      <div className="container">
        {Object.keys(errors).length > 0 && <Errors {...props} />}
        <form className="two-columns checkout" method="post" action={action} noValidate data-checkout="">
          {/* The first button of a form is what the Enter key presses. */}
          <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
          <div className="checkout-steps">
            <p className="countdown" data-countdown={secondsLeft} data-last-minute={checkout.minuteLeft}>
              <span data-countdown-label={checkout.timeLeft}>
                {checkout.heldUntil(clockTime(heldUntil, frame.zone, locale))}
              </span>
            </p>
            <p className="visually-hidden" role="status" data-countdown-said="" />
            <section aria-labelledby="who">
              <h2 id="who">{checkout.lines}</h2>
              {lines.map((line) => (
                <SeatLine key={line.seat.id} frame={frame} line={line} shown={shown} />
              ))}
              <button type="submit" name="intent" value="update" className="btn btn-quiet mt-3 no-script-only">
                {checkout.update}
              </button>
            </section>
            <Contact {...props} />
            {props.acknowledge && <Acknowledge {...props} acknowledge={props.acknowledge} />}
          </div>
          <CheckoutSummary {...props} />
        </form>
        <form method="post" action={`${action}/release`} className="mt-4">
          <button type="submit" className="btn btn-quiet">
            {checkout.back}
          </button>
        </form>
      </div>
    </Page>
  );
}

function Errors({ frame: { words }, errors }: CheckoutProps) {
  const links = [
    ['email', errors.email],
    ['name', errors.name],
    ['acknowledged', errors.acknowledged],
  ].filter(([, text]) => text);
  return (
    <div className="notice notice-bad" role="alert">
      {errors.form ? (
        <p>{errors.form}</p>
      ) : (
        <>
          <p>{words.checkout.check}</p>
          <ul>
            {links.map(([field, text]) => (
              <li key={field}>
                <a href={`#${field}`}>{text}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface SeatLineProps {
  frame: Frame;
  line: CheckoutLine;
  shown: (amount: number) => string;
}

function SeatLine({ frame: { words }, line, shown }: SeatLineProps) {
  const { seat, types } = line;
  const label = `${seat.row}${seat.number}`;
  return (
    <div className="seat-line">
      <span className="seat-tag" aria-hidden="true">
        {label}
      </span>
      <span>
        {words.checkout.seat(seat.row, seat.number)}
        <span className="small muted d-block">{line.category}</span>
      </span>
      <select
        className="form-select"
        name={`type-${seat.id}`}
        defaultValue={line.type}
        aria-label={words.checkout.ticketType(label)}
      >
        {types.map((type) => (
          <option key={type.id} value={type.id} data-price={type.price}>
            {words.checkout.typeAndPrice(type.name, shown(type.price))}
          </option>
        ))}
      </select>
    </div>
  );
}

function Contact({ frame: { words }, action, values, errors, signedIn }: CheckoutProps) {
  const { checkout, account } = words;
  return (
    <section aria-labelledby="contact">
      <h2 id="contact">{checkout.contact}</h2>
      {!signedIn && (
        <p>
          {account.registerPage.known}{' '}
          <a href={`/account/sign-in?back=${encodeURIComponent(action)}`}>{account.signIn}</a>
        </p>
      )}
      <div className="fields">
        <div>
          <label className="form-label" htmlFor="email">
            {checkout.email}
          </label>
          <input
            id="email"
            className="form-control"
            type="email"
            name="email"
            required
            maxLength={254}
            autoComplete="email"
            defaultValue={values.email}
            aria-describedby={errors.email ? 'email-error' : 'email-help'}
            {...(errors.email && { 'aria-invalid': true })}
          />
          {errors.email ? (
            <span className="field-error" id="email-error">
              {errors.email}
            </span>
          ) : (
            <span className="small muted" id="email-help">
              {checkout.emailHelp}
            </span>
          )}
        </div>
        <div>
          <label className="form-label" htmlFor="name">
            {checkout.name}
          </label>
          <input
            id="name"
            className="form-control"
            type="text"
            name="name"
            maxLength={100}
            autoComplete="name"
            defaultValue={values.name}
            {...(errors.name && { 'aria-invalid': true, 'aria-describedby': 'name-error' })}
          />
          {errors.name && (
            <span className="field-error" id="name-error">
              {errors.name}
            </span>
          )}
        </div>
      </div>
    </section>
  );
}

function Acknowledge({
  frame,
  acknowledge,
  values,
  errors,
}: CheckoutProps & { acknowledge: { policy: AgePolicy; ageLimit: number } }) {
  const { checkout, film } = frame.words;
  return (
    <section aria-labelledby="ages">
      <h2 id="ages">{checkout.ages}</h2>
      <p className="muted">{film.ratingMeans[acknowledge.policy](acknowledge.ageLimit)}</p>
      <div className="form-check">
        <input
          id="acknowledged"
          className="form-check-input"
          type="checkbox"
          name="acknowledged"
          value="yes"
          defaultChecked={values.acknowledged}
          {...(errors.acknowledged && { 'aria-invalid': true, 'aria-describedby': 'acknowledged-error' })}
        />
        <label className="form-check-label" htmlFor="acknowledged">
          {checkout.acknowledge[acknowledge.policy](acknowledge.ageLimit)}
        </label>
        {errors.acknowledged && (
          <span className="field-error" id="acknowledged-error">
            {errors.acknowledged}
          </span>
        )}
      </div>
    </section>
  );
}

export function HoldExpiredPage({ frame, sessionId }: { frame: Frame; sessionId: number }) {
  const { title, text, action } = frame.words.checkout.expired;
  return (
    <Page frame={frame} title={title} hidden>
      <Stage title={title} text={text}>
        <a className="btn btn-primary btn-large" href={`/sessions/${sessionId}`}>
          {action}
        </a>
      </Stage>
    </Page>
  );
}
