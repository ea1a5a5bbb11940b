import { useState } from 'react';
import { seatLabel } from '../../../server/contract/seats.ts';
import type { TillOrder } from '../../../server/contract/till/orders.ts';
import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { tillOrderWords as words } from '../../../server/contract/words/en/till-orders.ts';
import { Note } from '../parts/note.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';
import { OrderFacts } from './order-facts.tsx';
import { Refund } from './refund.tsx';

interface OrderPageProps {
  order: TillOrder;
  onOrder(order: TillOrder): void;
  onBack(): void;
  onMove(tickets: number[]): void;
}

/** One order: its tickets, and what can be done with those that are marked. */
export function OrderPage({ order, onOrder, onBack, onMove }: OrderPageProps) {
  const say = useMoney();
  const reprint = useCall('reprint');
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [refunding, setRefunding] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const usable = order.tickets.filter(({ status }) => status === 'valid' || status === 'used');
  const chosen = usable.filter(({ id }) => !left.has(id));
  const allValid = chosen.length > 0 && chosen.every(({ status }) => status === 'valid');
  const toggle = (id: number) => {
    setDone(null);
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const printAgain = async () => {
    const answer = await reprint.run({ order: order.id, tickets: chosen.map(({ id }) => id) });
    if (answer.ok) setDone(words.reprinted(answer.value.sheets));
  };
  const refunded = (next: TillOrder, text: string) => {
    setRefunding(false);
    setDone(text);
    onOrder(next);
  };
  return (
    <section className="order">
      <header className="hall-head">
        <button type="button" className="button" onClick={onBack}>
          {frameWords.back}
        </button>
        <h1>{words.order(order.number)}</h1>
        <strong>{words.statuses[order.status]}</strong>
      </header>
      <OrderFacts order={order} />
      <div className="order-tickets">
        <h2>{words.tickets}</h2>
        {usable.length > 1 && <p className="muted">{words.chosen}</p>}
        {order.tickets.map((ticket) => (
          <button
            key={ticket.id}
            type="button"
            className="button ticket"
            aria-pressed={chosen.includes(ticket)}
            disabled={!usable.includes(ticket)}
            onClick={() => toggle(ticket.id)}
          >
            <strong>{seatLabel(ticket.seat)}</strong>
            <span>{ticket.ticketType.name}</span>
            <span>{words.ticketStatuses[ticket.status]}</span>
            <span className="money">{say(ticket.price)}</span>
          </button>
        ))}
      </div>
      <div className="order-acts">
        {done && <Note tone="good" text={done} />}
        {reprint.refusal && <Note tone="bad" text={reprint.refusal.message} />}
        {refunding ? (
          <Refund order={order} tickets={chosen} onBack={() => setRefunding(false)} onDone={refunded} />
        ) : (
          <div className="basket-next">
            <button
              type="button"
              className="button"
              disabled={chosen.length === 0 || reprint.busy}
              onClick={() => void printAgain()}
            >
              {words.reprint}
            </button>
            <button
              type="button"
              className="button"
              disabled={!allValid}
              onClick={() => onMove(chosen.map(({ id }) => id))}
            >
              {words.exchange.start}
            </button>
            <button
              type="button"
              className="button"
              data-look="danger"
              disabled={chosen.length === 0}
              onClick={() => {
                setDone(null);
                setRefunding(true);
              }}
            >
              {words.refund.start}
            </button>
          </div>
        )}
      </div>
    </section>
  );
}
