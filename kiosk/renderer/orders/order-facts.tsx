import type { TillOrder } from '../../../server/contract/till/orders.ts';
import { dayAndTime } from '../../../server/contract/venue-time.ts';
import { tillOrderWords as words } from '../../../server/contract/words/en/till-orders.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useMoney } from '../use-money.ts';

/** Whose it is, for what, and how it was paid. */
export function OrderFacts({ order }: { order: TillOrder }) {
  const { facts } = useTill().state;
  const say = useMoney();
  const zone = facts?.cinema.timeZone ?? 'UTC';
  const { film, hall, startsAt, cancelled } = order.screening;
  return (
    <div className="order-facts">
      <p>
        <strong>{film}</strong>, {hall}, {dayAndTime(startsAt, zone, 'en-GB')}
      </p>
      <p className="muted">{[order.name ?? words.noName, order.email].filter(Boolean).join(', ')}</p>
      {order.paid.map(({ method, amount }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: payments are only ever added
        <p key={at}>
          {words.methods[method]} <span className="money">{say(amount)}</span>
        </p>
      ))}
      {cancelled && <Note tone="warn" text={words.cancelledScreening} />}
    </div>
  );
}
