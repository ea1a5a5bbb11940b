import type { HouseView } from '../../../server/contract/api/staff/house.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import type { Selection } from './selection.ts';

interface GuestCardProps {
  view: HouseView;
  selection: Extract<Selection, { sort: 'guests' }>;
  onChoose: (seats: readonly number[]) => void;
  onMove: () => void;
}

/** Who sits on the chosen seats: guests of one order. */
export function GuestCard({ view, selection, onChoose, onMove }: GuestCardProps) {
  const { guests, order } = selection;
  const party = view.guests.filter((guest) => guest.order === order);
  const [first] = guests;
  if (!first) return null;
  const label = (seat: number) => {
    const found = view.plan.seats.find(({ id }) => id === seat);
    return found ? `${found.row}${found.number}` : '';
  };
  return (
    <>
      <h3>{first.name ?? words.guest.nameless}</h3>
      <p>
        <a href={`/admin/pages/orders-desk?order=${order}`}>
          {words.guest.open} {first.number}
        </a>
      </p>
      <ul className="house-guests">
        {guests.map((guest) => (
          <li key={guest.ticket}>
            <b className="figures">{label(guest.seat)}</b>
            <span>{guest.ticketType}</span>
            <span data-inside={guest.used}>{guest.used ? words.guest.inside : words.guest.expected}</span>
          </li>
        ))}
      </ul>
      {party.length > guests.length && (
        <button type="button" className="office-button" onClick={() => onChoose(party.map((guest) => guest.seat))}>
          {words.guest.whole(party.length)}
        </button>
      )}
      {view.may.move && (
        <button type="button" className="office-button" data-look="primary" onClick={onMove}>
          {words.guest.move(guests.length)}
        </button>
      )}
    </>
  );
}
