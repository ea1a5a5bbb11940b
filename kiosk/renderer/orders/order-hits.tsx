import { seatLabel } from '../../../server/contract/seats.ts';
import type { TillOrder } from '../../../server/contract/till/orders.ts';
import { dayAndTime } from '../../../server/contract/venue-time.ts';
import { tillOrderWords as words } from '../../../server/contract/words/en/till-orders.ts';
import type { Refused } from '../../ipc-state.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useMoney } from '../use-money.ts';

interface OrderHitsProps {
  hits: readonly TillOrder[] | null;
  refusal: Refused | null;
  onChoose(order: TillOrder): void;
}

export function OrderHits({ hits, refusal, onChoose }: OrderHitsProps) {
  const { facts } = useTill().state;
  const say = useMoney();
  if (refusal) return <Note tone="bad" text={refusal.message} />;
  if (!hits) return <p className="muted">{words.find.hint}</p>;
  if (hits.length === 0) return <p role="status">{words.find.none}</p>;
  const zone = facts?.cinema.timeZone ?? 'UTC';
  return (
    <ul className="hits">
      {hits.map((order) => (
        <li key={order.id}>
          <button type="button" className="button hit" onClick={() => onChoose(order)}>
            <strong>{order.number}</strong>
            <span>
              {order.screening.film}, {dayAndTime(order.screening.startsAt, zone, 'en-GB')}
            </span>
            <span>{order.tickets.map(({ seat }) => seatLabel(seat)).join(', ')}</span>
            <span>{order.name ?? words.noName}</span>
            <span>{words.statuses[order.status]}</span>
            <span className="money">{say(order.total)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
