import { useState } from 'react';
import type { TillOrder } from '../../../server/contract/till/orders.ts';
import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { tillOrderWords } from '../../../server/contract/words/en/till-orders.ts';
import { Note } from '../parts/note.tsx';
import { DayBoard } from '../sell/day-board.tsx';
import { ExchangeSeats } from './exchange-seats.tsx';

const words = tillOrderWords.exchange;

interface ExchangeProps {
  order: TillOrder;
  moving: readonly number[];
  onBack(): void;
  onOrder(order: TillOrder): void;
}

/** The marked tickets move to other seats, of the same screening or another. */
export function Exchange({ order, moving, onBack, onOrder }: ExchangeProps) {
  const [screening, setScreening] = useState<number | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const tickets = order.tickets.filter(({ id }) => moving.includes(id));
  if (done) {
    return (
      <section className="sale">
        <h1 className="unseen">{words.start}</h1>
        <Note tone="good" text={done} />
        <button type="button" className="button" data-look="primary" onClick={onBack}>
          {frameWords.close}
        </button>
      </section>
    );
  }
  if (screening === null) {
    return (
      <section className="exchange">
        <header className="hall-head">
          <button type="button" className="button" onClick={onBack}>
            {frameWords.back}
          </button>
          <h1>{words.title}</h1>
        </header>
        <DayBoard onChoose={setScreening} />
      </section>
    );
  }
  return (
    <ExchangeSeats
      order={order}
      tickets={tickets}
      screening={screening}
      onBack={() => setScreening(null)}
      onDone={(next, text) => {
        setDone(text);
        onOrder(next);
      }}
    />
  );
}
