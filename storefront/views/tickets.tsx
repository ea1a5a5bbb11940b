import { clockTime, showDate } from '../../server/contract/venue-time.ts';
import { atStart } from '../../server/contract/words/at-start.ts';
import type { OrderProps, OrderTicketView } from './order-shapes.ts';

/** Tickets that look like tickets: what opens the door large, and a code each. Unpaid ones are not shown yet. */
export function Tickets(props: OrderProps) {
  // What opens the door comes first.
  const worth = (ticket: OrderTicketView) => (ticket.code === null ? 1 : 0);
  const tickets = props.tickets.filter((ticket) => ticket.status !== 'pending').toSorted((a, b) => worth(a) - worth(b));
  const shown = props.state === 'paid' || props.state === 'partially_refunded';
  if (!shown || tickets.length === 0) return null;
  return (
    <ul className="tickets" aria-label={props.frame.words.order.tickets}>
      {tickets.map((ticket) => (
        <li key={ticket.id}>
          <Ticket {...props} ticket={ticket} />
        </li>
      ))}
    </ul>
  );
}

function Ticket({ frame, show, number, ticket }: OrderProps & { ticket: OrderTicketView }) {
  const { words, zone } = frame;
  const say = words.ticket;
  const worthless = ticket.status === 'cancelled';
  return (
    <article className={worthless ? 'ticket ticket-void' : 'ticket'}>
      <div className="ticket-body">
        <h3 className="ticket-film">{show.film}</h3>
        <dl className="ticket-facts">
          <Fact name={say.day} value={atStart(showDate(show, zone, words.locale, words.shell), words.locale)} />
          <Fact name={say.time} value={clockTime(show.startsAt, zone, words.locale)} />
          <Fact name={say.hall} value={show.hall} />
        </dl>
        <dl className="ticket-facts ticket-seat">
          <Fact name={say.row} value={ticket.row} />
          <Fact name={say.seat} value={ticket.number} />
        </dl>
        <p className="small muted mb-0">
          {[ticket.type, ticket.category, show.format, words.shell.age(show.ageLimit), say.order(number)].join(' · ')}
        </p>
      </div>
      <div className="ticket-stub">
        {ticket.qr && ticket.code && (
          <>
            <svg
              viewBox={`0 0 ${ticket.qr.size} ${ticket.qr.size}`}
              role="img"
              aria-label={words.order.codeOf(ticket.row, ticket.number)}
              shapeRendering="crispEdges"
            >
              <path d={ticket.qr.path} />
            </svg>
            <code>{say.groups(ticket.code)}</code>
          </>
        )}
        {ticket.status === 'used' && <strong>{words.order.used}</strong>}
        {worthless && <strong>{words.order.void}</strong>}
      </div>
    </article>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
