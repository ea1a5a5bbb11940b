import type { ReactNode } from 'react';

/** Minor units, as everywhere: 24000 UAH is 240 ₴. */
interface Amount {
  amount: number;
  currency: string;
}

/** Money in the reader's language: whole amounts without pennies, the currency by its own sign. */
export function formatMoney({ amount, currency }: Amount, locale = 'en'): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const digits = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? 2;
  const whole = amount % 10 ** digits === 0;
  return new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: whole ? 0 : digits }).format(
    amount / 10 ** digits,
  );
}

/** An amount on a page: one unbroken run of even figures. */
export function Money({ value, locale = 'en' }: { value: Amount; locale?: string }): ReactNode {
  return <span className="money">{formatMoney(value, locale)}</span>;
}
