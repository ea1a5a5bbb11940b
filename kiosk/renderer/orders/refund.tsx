import { type FormEvent, useState } from 'react';
import type { TillOrder } from '../../../server/contract/till/orders.ts';
import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { tillOrderWords } from '../../../server/contract/words/en/till-orders.ts';
import { useApproval } from '../approval/use-approval.tsx';
import { Note } from '../parts/note.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';

const words = tillOrderWords.refund;

interface RefundProps {
  order: TillOrder;
  tickets: TillOrder['tickets'];
  onBack(): void;
  onDone(order: TillOrder, text: string): void;
}

/** The marked tickets are given back, with a reason and a supervisor's yes. */
export function Refund({ order, tickets, onBack, onDone }: RefundProps) {
  const say = useMoney();
  const call = useCall('refund');
  const approval = useApproval();
  const [reason, setReason] = useState('');
  const amount = tickets.reduce((sum, { price }) => sum + price, 0);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const key = await approval.ask('refund');
    if (key === null) return;
    const wish = { order: order.id, tickets: tickets.map(({ id }) => id), reason: reason.trim(), approval: key };
    const answer = await call.run(wish);
    if (!answer.ok) return;
    const { cash, card } = answer.value;
    onDone(answer.value.order, words.done(cash > 0 ? say(cash) : null, card > 0 ? say(card) : null));
  };
  return (
    <>
      <form className="stack" onSubmit={(event) => void send(event)}>
        <h2>{words.title}</h2>
        <div className="choices">
          {words.usual.map((one) => (
            <button
              key={one}
              type="button"
              className="button"
              aria-pressed={reason === one}
              onClick={() => setReason(one)}
            >
              {one}
            </button>
          ))}
        </div>
        <label className="field">
          {words.label}
          <input
            className="input"
            autoComplete="off"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        {call.refusal && <Note tone="bad" text={call.refusal.message} />}
        <div className="basket-next">
          <button type="button" className="button" disabled={call.busy} onClick={onBack}>
            {frameWords.back}
          </button>
          <button
            type="submit"
            className="button"
            data-look="primary"
            disabled={call.busy || tickets.length === 0 || reason.trim() === ''}
          >
            {words.go(say(amount))}
          </button>
        </div>
      </form>
      {approval.dialog}
    </>
  );
}
