import { useState } from 'react';
import { sellWords } from '../../../server/contract/words/en/till-sell.ts';
import { AmountForm } from '../parts/amount-form.tsx';
import { useTill } from '../till-context.tsx';
import { useMoney } from '../use-money.ts';
import { quickAmounts } from './quick-amounts.ts';

const words = sellWords.cash;

/** One tap on what the customer handed over, or the amount typed; less than is due is no payment. */
export function TakeCash({ due, busy, onTake }: { due: number; busy: boolean; onTake(tendered: number): void }) {
  const currency = useTill().state.facts?.cinema.currency ?? 'EUR';
  const say = useMoney();
  const [missing, setMissing] = useState(0);
  return (
    <>
      <div className="choices quick">
        {quickAmounts(due, currency).map((amount) => (
          <button
            key={amount}
            type="button"
            className="button"
            data-look="primary"
            disabled={busy}
            onClick={() => onTake(amount)}
          >
            {amount === due ? `${words.exact} ` : ''}
            {say(amount)}
          </button>
        ))}
      </div>
      <AmountForm
        label={words.label}
        go={words.take}
        busy={busy}
        refusal={missing > 0 ? { code: 'too_little', message: words.short(say(missing)) } : null}
        onAmount={(amount) => {
          setMissing(Math.max(0, due - amount));
          if (amount >= due) onTake(amount);
        }}
      />
    </>
  );
}
