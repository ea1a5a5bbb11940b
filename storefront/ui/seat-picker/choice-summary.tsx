import { formatMoney } from '../../../server/contract/money.ts';
import { type PlanSeat, seatLabel } from '../../../server/contract/seats.ts';
import type { PickerWords, SeatPickerData } from './data.ts';

interface SummaryProps {
  data: SeatPickerData;
  seats: readonly PlanSeat[];
  words: PickerWords;
  sending: boolean;
  onRemove(seat: PlanSeat): void;
}

/** What is chosen and what it costs. Without script it shows what the page was sent with. */
export function ChoiceSummary({ data, seats, words, sending, onRemove }: SummaryProps) {
  const say = words.seats;
  const category = new Map(data.categories.map((one) => [one.id, one.name]));
  const shown = (amount: number) => formatMoney({ amount, currency: data.currency }, say.locale);
  return (
    <div className="summary">
      <h2>{say.yourSeats}</h2>
      {seats.length === 0 ? (
        <p className="muted">{say.none}</p>
      ) : (
        <ul className="summary-lines">
          {seats.map((seat) => (
            <li key={seat.id}>
              <span className="seat-tag">{seatLabel(seat)}</span>
              <span className="summary-what">{category.get(seat.category)}</span>
              <span className="money">{shown(data.prices[seat.category] ?? 0)}</span>
              <button
                type="button"
                className="summary-remove needs-script"
                aria-label={say.remove(seatLabel(seat))}
                onClick={() => onRemove(seat)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="summary-total needs-script">
        <span>{say.total}</span>
        <span className="money">{shown(totalOf(data, seats))}</span>
      </div>
      <p className="small muted">{say.totalNote}</p>
      <button type="submit" className="btn btn-primary btn-large w-100 summary-submit" aria-disabled={sending}>
        {sending ? say.holding : say.submit(seats.length)}
      </button>
      <p className="small muted summary-held">{say.heldFor(data.holdMinutes)}</p>
    </div>
  );
}

export function totalOf(data: SeatPickerData, seats: readonly PlanSeat[]): number {
  return seats.reduce((sum, seat) => sum + (data.prices[seat.category] ?? 0), 0);
}
