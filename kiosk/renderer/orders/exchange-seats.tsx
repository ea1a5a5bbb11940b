import { useCallback, useEffect, useMemo, useState } from 'react';
import { seatLabel, stateOfSymbol } from '../../../server/contract/seats.ts';
import type { TillOrder } from '../../../server/contract/till/orders.ts';
import { clockTime } from '../../../server/contract/venue-time.ts';
import { seatWords } from '../../../server/contract/words/en/seats.ts';
import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { tillOrderWords } from '../../../server/contract/words/en/till-orders.ts';
import { SeatMap } from '../../../storefront/ui/seat-map/seat-map.tsx';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { useHouse } from '../sell/use-house.ts';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { ExchangeMoney } from './exchange-money.tsx';

const words = tillOrderWords.exchange;

interface ExchangeSeatsProps {
  order: TillOrder;
  tickets: TillOrder['tickets'];
  screening: number;
  onBack(): void;
  onDone(order: TillOrder, text: string): void;
}

/** As many new seats as tickets move; their price is asked for as soon as all are chosen. */
export function ExchangeSeats({ order, tickets, screening, onBack, onDone }: ExchangeSeatsProps) {
  const { state } = useTill();
  const { house, symbols, refusal } = useHouse(screening);
  const best = useCall('best');
  const { run: ask, refusal: notQuoted } = useCall('exchangeQuote');
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [override, setOverride] = useState(false);
  const [difference, setDifference] = useState<number | null>(null);
  const selected = useMemo(() => new Set(chosen), [chosen]);
  const states = useMemo(
    () => house?.plan.seats.map((_, at) => stateOfSymbol[symbols[at] ?? 'b'] ?? ('blocked' as const)) ?? [],
    [house, symbols],
  );
  const many = tickets.length;
  const choose = useCallback((seats: readonly number[]) => {
    setOverride(false);
    setDifference(null);
    setChosen(seats);
  }, []);
  const toggle = useCallback(
    (ids: readonly number[], on: boolean) => {
      setOverride(false);
      setDifference(null);
      setChosen((now) => {
        const others = now.filter((id) => !ids.includes(id));
        return on ? [...others, ...ids].slice(-many) : others;
      });
    },
    [many],
  );
  const wish = useMemo(
    () => ({
      order: order.id,
      screening,
      override,
      tickets: tickets.flatMap(({ id, ticketType }, at) => {
        const seat = chosen[at];
        return seat === undefined ? [] : [{ ticket: id, seat, ticketType: ticketType.id }];
      }),
    }),
    [order.id, screening, override, tickets, chosen],
  );
  useEffect(() => {
    if (wish.tickets.length !== many) return;
    let wanted = true;
    void ask(wish).then((answer) => {
      if (wanted && answer.ok) setDifference(answer.value.difference);
    });
    return () => {
      wanted = false;
    };
  }, [ask, wish, many]);
  if (!house) return refusal ? <Note tone="bad" text={refusal.message} /> : <Loading />;

  const findBest = async () => {
    const answer = await best.run({ screening, count: many });
    if (answer.ok) choose(answer.value.seats);
  };
  const label = (id: number) => {
    const seat = house.plan.seats.find((each) => each.id === id);
    return seat ? seatLabel(seat) : '';
  };
  const { film, startsAt, hall } = house.screening;
  return (
    <div className="sell">
      <section className="hall">
        <header className="hall-head">
          <button type="button" className="button" onClick={onBack}>
            {frameWords.back}
          </button>
          <h1>
            {clockTime(startsAt, state.facts?.cinema.timeZone ?? 'UTC', 'en-GB')} {film.title}
          </h1>
          <span className="muted">{hall}</span>
        </header>
        <div className="choices">
          <button type="button" className="button" disabled={best.busy} onClick={() => void findBest()}>
            {words.best}
          </button>
        </div>
        <div className="hall-map">
          <SeatMap
            plan={house.plan}
            categories={house.categories}
            states={states}
            selected={selected}
            words={seatWords.map}
            onToggle={toggle}
            density="till"
          />
        </div>
      </section>
      <aside className="basket exchange-basket">
        <h2>{words.start}</h2>
        <dl className="exchange-seats">
          <dt>{words.from}</dt>
          <dd>{tickets.map(({ seat }) => seatLabel(seat)).join(', ')}</dd>
          <dt>{words.to}</dt>
          <dd>{chosen.map(label).join(', ') || words.seats(0, many)}</dd>
        </dl>
        {chosen.length > 0 && chosen.length < many && <p className="muted">{words.seats(chosen.length, many)}</p>}
        {best.refusal && <Note tone="warn" text={best.refusal.message} />}
        {notQuoted && (
          <Note tone="warn" text={notQuoted.message}>
            {notQuoted.code === 'orphan_seat' && (
              <button type="button" className="button" onClick={() => setOverride(true)}>
                {words.anyway}
              </button>
            )}
          </Note>
        )}
        {difference !== null && (
          <ExchangeMoney wish={wish} difference={difference} screening={house.screening} onDone={onDone} />
        )}
      </aside>
    </div>
  );
}
