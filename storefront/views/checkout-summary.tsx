import { formatMoney, taxContained } from '../../server/contract/money.ts';
import type { CheckoutProps } from './checkout.tsx';

/** The sum and the next step, always in sight. The script keeps the sum in step with the ticket types. */
export function CheckoutSummary({ frame, lines, currency, taxRate }: CheckoutProps) {
  const { checkout, locale } = frame.words;
  const shown = (amount: number) => formatMoney({ amount, currency }, locale);
  const prices = lines.map((line) => line.types.find((type) => type.id === line.type)?.price ?? 0);
  const total = prices.reduce((sum, price) => sum + price, 0);
  const tax = prices.reduce((sum, price) => sum + taxContained(price, taxRate), 0);
  // The words that the script needs, each with the place where an amount goes.
  const template = {
    pay: checkout.pay('{}'),
    free: checkout.payFree,
    tax: checkout.tax('{}'),
    note: checkout.payNote,
    freeNote: checkout.freeNote,
    currency,
    locale,
    taxRate,
  };
  return (
    <aside className="checkout-side" data-total={JSON.stringify(template)}>
      <div className="summary">
        <h2>{checkout.summary}</h2>
        <p className="muted">{checkout.seats(lines.length)}</p>
        <div className="summary-total">
          <span>{checkout.total}</span>
          <output className="money" data-total-amount="">
            {shown(total)}
          </output>
        </div>
        <p className="small muted text-end" data-total-tax="" hidden={total === 0}>
          {checkout.tax(shown(tax))}
        </p>
        <button type="submit" className="btn btn-primary btn-large w-100" data-pay={checkout.paying}>
          {total > 0 ? checkout.pay(shown(total)) : checkout.payFree}
        </button>
        <p className="small muted mt-3" data-total-note="">
          {total > 0 ? checkout.payNote : checkout.freeNote}
        </p>
      </div>
    </aside>
  );
}
