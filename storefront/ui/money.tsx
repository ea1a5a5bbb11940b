import { type Money as Amount, formatMoney } from '../../server/contract/money.ts';

/** An amount on a page, in the reader's language: one unbroken run of even figures. */
export function Money({ value, language = 'en' }: { value: Amount; language?: string }) {
  return <span className="money">{formatMoney(value, language)}</span>;
}
