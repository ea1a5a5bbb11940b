import { type Html, html } from '../demo-page.ts';
import { stripeDecimals } from '../stripe-amounts.ts';
import { words } from './page-words.ts';
import type { Choice } from './pay.ts';
import type { CheckoutRecord } from './record.ts';

/** The open payment page. Works without script: each button sends the form with its own `choice`. */
export function openPage({ session, lines, intent }: CheckoutRecord, now: number): Html {
  const money = moneyIn(session.currency ?? '');
  const total = money(session.amount_total ?? 0);
  const minutes = Math.ceil((session.expires_at * 1000 - now) / 60_000);
  return html`
<h1>${words.title}</h1>
<div class="columns">
  <section class="sheet" aria-label="${words.total}">
    <p class="sum">${total}</p>
    ${session.client_reference_id && html`<p class="quiet">${words.order(session.client_reference_id)}</p>`}
    <ul class="lines">${lines.map(
      (line) => html`
      <li><div>${line.quantity > 1 && `${line.quantity} × `}${line.name}${
        line.description && html`<div class="quiet">${line.description}</div>`
      }</div><div class="amount">${money(line.unitAmount * line.quantity)}</div></li>`,
    )}
      <li class="total"><div>${words.total}</div><div class="amount">${total}</div></li>
    </ul>
  </section>
  <form class="sheet" method="post">
    ${intent?.last_payment_error && html`<p class="alarm" role="alert">${words.declined}</p>`}
    <dl>
      ${session.customer_email && html`<div><dt>${words.receipt}</dt><dd>${session.customer_email}</dd></div>`}
      <div><dt>${words.card}</dt><dd class="card">${words.cardNumber}</dd></div>
    </dl>
    ${button('pay', words.pay(total), 'main')}
    <div class="pair">${button('decline', words.decline)}${button('later', words.later)}</div>
    <p class="quiet small">${words.explain}</p>
    <details><summary>${words.more}</summary>
      ${button('later_fails', words.laterFails)}
      ${button('refund_stalls', words.refundStalls)}
      ${button('refund_bounces', words.refundBounces)}
    </details>
    <p class="quiet small">${words.minutesLeft(minutes)}</p>
    ${session.cancel_url && html`<a class="button" href="${session.cancel_url}">${words.cancel}</a>`}
  </form>
</div>`;
}

/** Says what became of it, and leads away. */
export function closedPage(said: { title: string; text: string }, way: { href: string; text: string }): Html {
  return html`<div class="sheet closed"><h1>${said.title}</h1><p>${said.text}</p>
<a class="button main" href="${way.href}">${way.text}</a></div>`;
}

function button(choice: Choice, text: string, kind = ''): Html {
  return html`<button class="button ${kind}" name="choice" value="${choice}">${text}</button>`;
}

/** Stripe's minor units of a currency → the words for it. */
export function moneyIn(currency: string): (amount: number) => string {
  const digits = stripeDecimals(currency);
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (amount) => format.format(amount / 10 ** digits);
}

export const pageStyle = `
.columns { display: grid; gap: 1rem; align-items: start; }
@media (min-width: 48rem) { .columns { grid-template-columns: 1fr 24rem; gap: 1.5rem; } }
.sum { font-size: 2rem; line-height: 1.1; font-weight: 650; margin: 0 0 .25rem; font-variant-numeric: tabular-nums; }
.lines { list-style: none; margin: 1.25rem 0 0; padding: 0; }
.lines li { display: flex; justify-content: space-between; gap: 1rem; padding: .625rem 0;
  border-top: 1px solid var(--line); }
.lines .total { font-weight: 650; padding-bottom: 0; }
.amount { white-space: nowrap; font-variant-numeric: tabular-nums; }
dl { margin: 0 0 1.25rem; display: grid; gap: .75rem; }
dt { font-size: .875rem; color: var(--quiet); }
dd { margin: 0; }
.card { font-variant-numeric: tabular-nums; border: 1px solid var(--line); border-left: .25rem solid var(--brass);
  border-radius: .5rem; padding: .5rem .75rem; margin-top: .25rem; }
.button { display: block; width: 100%; min-height: 3rem; padding: .6875rem 1rem; margin: 0 0 .75rem; font: inherit;
  font-weight: 550; text-align: center; text-decoration: none; cursor: pointer; color: var(--ink);
  background: transparent; border: 1px solid var(--edge); border-radius: .5rem; }
.button:hover { border-color: var(--ink); }
.button.main { background: var(--velvet); border-color: var(--velvet); color: var(--on-velvet); font-weight: 650; }
.button.main:hover { border-color: var(--brass); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin: 0 0 .75rem; }
.pair .button { margin: 0; }

.readers { display: grid; gap: 1rem; margin: 0 0 1rem; }
@media (min-width: 48rem) { .readers { grid-template-columns: 1fr 1fr; } }
.habit .pair { grid-template-columns: repeat(3, 1fr); margin: 0; }
.small { font-size: .875rem; }
details { margin: 0 0 1rem; }
summary { cursor: pointer; padding: .5rem 0; }
details .button { margin-top: .25rem; }
form > .button:last-child { margin-bottom: 0; }
.alarm { background: var(--alarm); color: var(--on-alarm); border-radius: .5rem; padding: .75rem 1rem; }
.closed { max-width: 30rem; margin: 0 auto; }
.closed .button { margin-bottom: 0; }
`;
