import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { HouseView } from '../../../server/contract/api/staff/house.ts';
import { showDay } from '../../../server/contract/venue-time.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { type HouseIndex, labelsOf } from './house-map.ts';

interface SeatListProps {
  view: HouseView;
  index: HouseIndex;
  onDone: () => void;
}

/** The house on paper: opens the browser's print box at once. On paper the page has nothing else (see _house.scss). */
export function SeatList({ view, index, onDone }: SeatListProps) {
  useEffect(() => {
    window.addEventListener('afterprint', onDone, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', onDone);
  }, [onDone]);
  const { screening, guests, blocks } = view;
  const reasons = Object.entries(Object.groupBy(blocks, (block) => block.reason ?? words.noReason));
  return createPortal(
    <article className="house-paper">
      <h1>{screening.film}</h1>
      <p>
        {[
          showDay(screening, view.timeZone, 'en-GB', words),
          screening.hall,
          words.print.summary(guests.length, screening.seatsTotal),
        ].join(' · ')}
      </p>
      {guests.length === 0 ? (
        <p>{words.print.empty}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {[words.print.row, words.print.seat, words.print.name, words.print.type, words.print.order].map(
                (head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ),
              )}
              <th scope="col">{words.print.in}</th>
            </tr>
          </thead>
          <tbody>
            {guests.map((guest) => (
              <tr key={guest.ticket}>
                <td>{index.seats.get(guest.seat)?.row}</td>
                <td>{index.seats.get(guest.seat)?.number}</td>
                <td>{guest.name}</td>
                <td>{guest.ticketType}</td>
                <td>{guest.number}</td>
                <td>{guest.used ? '✓' : '☐'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {reasons.length > 0 && (
        <>
          <h2>{words.print.blocked}</h2>
          {reasons.map(([reason, kept = []]) => (
            <p key={reason}>
              {labelsOf(
                index,
                kept.map((block) => block.seat),
              ).join(' ')}
              : {reason}
            </p>
          ))}
        </>
      )}
    </article>,
    document.body,
  );
}
