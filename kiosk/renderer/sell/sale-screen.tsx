import { sellWords as words } from '../../../server/contract/words/en/till-sell.ts';
import type { SaleAtHand } from '../../ipc-state.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';

/** The sale at hand, from the moment it was sent until the clerk has read its end. */
export function SaleScreen({ sale, onNext }: { sale: SaleAtHand; onNext(): void }) {
  const { state } = useTill();
  const say = useMoney();
  const done = useCall('doneWithSale');
  const cancel = useCall('cancelSale');
  const aside = useCall('setAside');
  const step = useCall('cardStep');
  const { uuid, phase, answer } = sale;
  const due = answer?.due ?? sale.total;
  const reader = state.facts?.readers.find(({ online }) => online);
  const over = phase === 'paid' || phase === 'refused' || phase === 'cancelled' || phase === 'expired';
  const problem = [done, cancel, aside, step].map(({ refusal }) => refusal).find(Boolean);
  const partPaid = answer?.state === 'part_paid';
  const payAgain = phase === 'declined' || (partPaid && phase === 'awaiting_card');
  return (
    <section className="sale" data-phase={phase} aria-live="polite">
      <h1>{words.phases[phase]}</h1>
      {answer && <p className="muted">{words.order(answer.order.number)}</p>}
      {answer?.cardMessage && !over && <p>{answer.cardMessage}</p>}
      {sale.refusal && <Note tone="bad" text={sale.refusal.message} />}
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
        {partPaid && (
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
            <button
              type="button"
              className="button"
              disabled={step.busy}
              onClick={() => void step.run({ uuid, tenders: [{ method: 'cash', amount: due, tendered: due }] })}
            >
              {words.cashInstead}
            </button>
            {reader && (
              <button
                type="button"
                className="button"
                data-look="primary"
                disabled={step.busy}
                onClick={() => void step.run({ uuid, tenders: [{ method: 'card', amount: due, reader: reader.id }] })}
              >
                {words.again}
              </button>
            )}
          </>
        )}
        {over && (
          <button
            type="button"
            className="button"
            data-look="primary"
            disabled={done.busy}
            onClick={() => {
              onNext();
              void done.run({});
            }}
          >
            {words.next}
          </button>
        )}
      </div>
    </section>
  );
}
