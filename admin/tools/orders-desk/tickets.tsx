import { useState } from 'react';
import type { OfficeOrder, OfficeTicket } from '../../../server/contract/api/staff/orders.ts';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import type { Speaks } from './order-page.tsx';

interface TicketsProps {
  order: OfficeOrder;
  speaks: Speaks;
  onDone: (what: string) => Promise<void>;
}

const sum = (tickets: readonly OfficeTicket[]) => tickets.reduce((total, ticket) => total + ticket.price, 0);

/** The tickets, of which some or all can be given back. */
export function Tickets({ order, speaks, onDone }: TicketsProps) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asked, setAsked] = useState<readonly OfficeTicket[] | null>(null);
  const living = order.tickets.filter((ticket) => ticket.status === 'valid' || ticket.status === 'used');
  const open = order.status === 'pending' ? order.tickets : living;
  const picked = living.filter((ticket) => chosen.has(ticket.id));
  const choose = (ids: number[], on: boolean) =>
    setChosen((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  return (
    <section>
      <h3>{words.tickets.title}</h3>
      <table className="office-table desk-tickets">
        <thead>
          <tr>
            <th>
              {order.may.cancel && living.length > 1 && (
                <input
                  type="checkbox"
                  aria-label={words.tickets.all}
                  checked={picked.length === living.length}
                  onChange={(event) =>
                    choose(
                      living.map((ticket) => ticket.id),
                      event.target.checked,
                    )
                  }
                />
              )}
            </th>
            <th scope="col">{words.tickets.seat}</th>
            <th scope="col">{words.tickets.type}</th>
            <th scope="col">{words.tickets.category}</th>
            <th scope="col">{words.tickets.status}</th>
            <th scope="col" className="figures">
              {words.tickets.price}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.tickets.map((ticket) => (
            <tr key={ticket.id} data-status={ticket.status}>
              <td>
                {order.may.cancel && living.includes(ticket) && (
                  <input
                    type="checkbox"
                    aria-label={words.tickets.choose(ticket.seat)}
                    checked={chosen.has(ticket.id)}
                    onChange={(event) => choose([ticket.id], event.target.checked)}
                  />
                )}
              </td>
              <th scope="row">{ticket.seat}</th>
              <td>{ticket.ticketType}</td>
              <td>{ticket.category}</td>
              <td>
                {words.tickets.states[ticket.status]}
                {ticket.usedAt && ` ${speaks.at(ticket.usedAt)}`}{' '}
                <span className="office-muted">{words.tickets.code(ticket.revision)}</span>
              </td>
              <td className="figures money">{speaks.money(ticket.price)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {order.may.cancel && (
        <div className="desk-acts">
          {picked.length > 0 && picked.length < living.length && (
            <button type="button" className="office-button" data-look="danger" onClick={() => setAsked(picked)}>
              {words.cancel.some(picked.length, speaks.money(sum(picked)))}
            </button>
          )}
          <button type="button" className="office-button" data-look="danger" onClick={() => setAsked(open)}>
            {order.status === 'pending' ? words.cancel.unpaid : words.cancel.all}
          </button>
        </div>
      )}
      {asked && (
        <CancelDialog
          order={order}
          tickets={asked}
          all={asked.length === open.length}
          amount={order.status === 'pending' ? null : speaks.money(sum(asked))}
          onClose={() => setAsked(null)}
          onDone={async (what) => {
            setAsked(null);
            setChosen(new Set());
            await onDone(what);
          }}
        />
      )}
    </section>
  );
}
