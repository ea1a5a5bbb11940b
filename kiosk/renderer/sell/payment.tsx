import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';
import type { CallInput } from '../../ipc-contract.ts';
import { Note } from '../parts/note.tsx';
import { useCall } from '../use-call.ts';
import { TakeCard } from './take-card.tsx';
import { TakeCash } from './take-cash.tsx';

interface PaymentProps {
  way: 'cash' | 'card';
  body: Omit<CallInput<'sell'>, 'tenders'>;
  /** Whether the hold belongs to a sale. */
  onSold(sold: boolean): void;
}

/** Cash: one tap on what was handed over sells. Card: one tap on a reader begins. */
export function Payment({ way, body, onSold }: PaymentProps) {
  const call = useCall('sell');
  const { total } = body;
  const sell = async (tenders: CallInput<'sell'>['tenders']) => {
    onSold(true);
    const answer = await call.run({ ...body, tenders });
    if (!answer.ok) onSold(false);
  };
  return (
    <section className="payment">
      <h2>{way === 'cash' ? words.cash.title : words.card.title}</h2>
      {call.refusal && <Note tone="bad" text={call.refusal.message} />}
      {way === 'cash' ? (
        <TakeCash
          due={total}
          busy={call.busy}
          onTake={(tendered) => void sell([{ method: 'cash', amount: total, tendered }])}
        />
      ) : (
        <TakeCard due={total} busy={call.busy} onTake={(tenders) => void sell(tenders)} />
      )}
    </section>
  );
}
