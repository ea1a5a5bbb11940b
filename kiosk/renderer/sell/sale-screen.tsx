import { useState } from 'react';
import type { Tender } from '../../../server/contract/till/sales.ts';
import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';
import type { SaleAtHand } from '../../ipc-state.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';
import { TakeCard } from './take-card.tsx';
import { TakeCash } from './take-cash.tsx';

interface SaleScreenProps {
  sale: SaleAtHand;
  /** The next customer (null), or the same one's seats once more. */
  onNext(screening: number | null): void;
}

/** The sale at hand, from the moment it was sent until the clerk has read its end. */
export function SaleScreen({ sale, onNext }: SaleScreenProps) {
  const { state } = useTill();
  const say = useMoney();
  const done = useCall('doneWithSale');
  const cancel = useCall('cancelSale');
  const aside = useCall('setAside');
  const step = useCall('cardStep');
  const [way, setWay] = useState<'cash' | 'card' | null>(null);
  const { uuid, phase, answer } = sale;
  const due = answer?.due ?? sale.total;
  const over = phase === 'paid' || phase === 'refused' || phase === 'cancelled' || phase === 'expired';
  const problem = [done, cancel, aside, step].map(({ refusal }) => refusal).find(Boolean);
  const partPaid = answer?.state === 'part_paid';
  const off = answer?.screeningCancelled || sale.refusal?.code === 'screening_cancelled';
  const payAgain = !off && (phase === 'declined' || (partPaid && phase === 'awaiting_card'));
  const title = partPaid && phase === 'awaiting_card' ? words.partPaid : words.phases[phase];
  /** What was paid of a sale that came to nothing. */
  const goesBack = phase === 'cancelled' || phase === 'refused' ? (answer?.paidCard ?? 0) : 0;
  const leave = (screening: number | null) => {
    onNext(screening);
    void done.run({});
  };
  const pay = (tenders: Tender[]) => {
    setWay(null);
    void step.run({ uuid, tenders });
  };
  if (way && payAgain) {
    return (
      <section className="sale payment" data-phase={phase}>
        <button type="button" className="button" onClick={() => setWay(null)}>
          {frameWords.back}
        </button>
        <h1>{way === 'cash' ? words.cash.title : words.card.title}</h1>
        {way === 'cash' ? (
          <TakeCash
            due={due}
            busy={step.busy}
            onTake={(tendered) => pay([{ method: 'cash', amount: due, tendered }])}
          />
        ) : (
          <TakeCard due={due} busy={step.busy} onTake={pay} />
        )}
      </section>
    );
  }
  return (
    <section className="sale" data-phase={phase} aria-live="polite">
      <h1>{off && phase !== 'paid' ? words.off.title : title}</h1>
      {answer && <p className="muted">{words.order(answer.order.number)}</p>}
      {answer?.cardMessage && !over && !off && <p>{answer.cardMessage}</p>}
      {off && phase !== 'paid' && <p>{over ? words.off.over : words.off.open}</p>}
      {goesBack > 0 && <p>{words.backToCard(say(goesBack))}</p>}
      {sale.refusal && !off && <Note tone="bad" text={sale.refusal.message} />}
      {problem && <Note tone="bad" text={problem.message} />}
      <dl className="sale-figures">
        <dt>{words.total}</dt>
        <dd className="money">{say(sale.total)}</dd>
        {phase === 'paid' && sale.change > 0 && (
          <>
            <dt>{words.change}</dt>
            <dd className="money sale-change">{say(sale.change)}</dd>
          </>
        )}
        {partPaid && !over && (
          <>
            <dt>{words.due}</dt>
            <dd className="money">{say(due)}</dd>
          </>
        )}
      </dl>
      <div className="sale-next">
        {!over && phase !== 'sending' && (
          <button type="button" className="button" disabled={cancel.busy} onClick={() => void cancel.run({ uuid })}>
            {words.cancel}
          </button>
        )}
        {phase === 'unknown' && state.link.status !== 'online' && (
          <button type="button" className="button" disabled={aside.busy} onClick={() => void aside.run({ uuid })}>
            {words.aside}
          </button>
        )}
        {payAgain && (
          <>
            <button type="button" className="button" disabled={step.busy} onClick={() => setWay('cash')}>
              {partPaid ? words.toCash : words.cashInstead}
            </button>
            <button
              type="button"
              className="button"
              data-look="primary"
              disabled={step.busy}
              onClick={() => setWay('card')}
            >
              {partPaid ? words.toCard : words.again}
            </button>
          </>
        )}
        {phase === 'refused' && !off && (
          <button type="button" className="button" disabled={done.busy} onClick={() => leave(sale.screening)}>
            {words.toSeats}
          </button>
        )}
        {over && (
          <button type="button" className="button" data-look="primary" disabled={done.busy} onClick={() => leave(null)}>
            {words.next}
          </button>
        )}
      </div>
    </section>
  );
}
