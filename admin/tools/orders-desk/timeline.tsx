import type { OfficeOrder } from '../../../server/contract/api/staff/orders.ts';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import type { Speaks } from './order-page.tsx';

/** Everything that happened, newest first. */
export function Timeline({ order, speaks }: { order: OfficeOrder; speaks: Speaks }) {
  return (
    <section className="desk-timeline">
      <h3>{words.timeline.title}</h3>
      <ol reversed>
        {order.timeline.toReversed().map((event) => {
          const by = words.timeline.by(event);
          return (
            <li
              key={[event.at, event.what, event.kind, event.text, event.to, event.seats].join(' ')}
              data-what={event.what}
            >
              <time dateTime={event.at}>{speaks.at(event.at)}</time>
              <p>{words.timeline.tell(event, event.amount === undefined ? '' : speaks.money(event.amount))}</p>
              {by && <span className="office-muted">{by}</span>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
