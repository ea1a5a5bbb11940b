import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';
import type { CallInput } from '../../ipc-contract.ts';
import { AmountForm } from '../parts/amount-form.tsx';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';
import { quickAmounts } from './quick-amounts.ts';

interface PaymentProps {
  way: 'cash' | 'card';
  body: Omit<CallInput<'sell'>, 'tenders'>;
  onBack(): void;
  onSold(): void;
}

/** Cash: one tap on what was handed over sells. Card: one tap on a reader begins. */
export function Payment({ way, body, onBack, onSold }: PaymentProps) {
  const { state } = useTill();
  const say = useMoney();
  const call = useCall('sell');
  const { total } = body;
  const currency = state.facts?.cinema.currency ?? 'EUR';
  const sell = async (tenders: CallInput<'sell'>['tenders']) => {
    onSold();
    await call.run({ ...body, tenders });
  };
  const take = (tendered: number) =>
    void sell(total === 0 ? [] : [{ method: 'cash', amount: total, tendered: Math.max(total, tendered) }]);
  return (
    <section className="payment">
      <button type="button" className="button" disabled={call.busy} onClick={onBack}>
        {frameWords.back}
      </button>
      <h2>{way === 'cash' ? words.cash.title : words.card.title}</h2>
      {call.refusal && <Note tone="bad" text={call.refusal.message} />}
      {way === 'cash' ? (
        <>
          <div className="choices quick">
            {quickAmounts(total, currency).map((amount) => (
              <button
                key={amount}
                type="button"
                className="button"
                data-look="primary"
                disabled={call.busy}
                onClick={() => take(amount)}
              >
                {amount === total ? `${words.cash.exact} ` : ''}
                {say(amount)}
              </button>
            ))}
          </div>
          <AmountForm
            label={words.cash.label}
            go={words.cash.take}
            busy={call.busy}
            refusal={null}
            onAmount={(amount) => {
              if (amount >= total) take(amount);
            }}
          />
        </>
      ) : (
        <div className="choices quick">
          {state.facts?.readers.length === 0 && <p className="muted">{words.card.none}</p>}
          {state.facts?.readers.map((reader) => (
            <button
              key={reader.id}
              type="button"
              className="button"
              disabled={call.busy || !reader.online}
              onClick={() => void sell([{ method: 'card', amount: total, reader: reader.id }])}
            >
              {reader.label} {!reader.online && `(${words.card.offline})`}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
