import { useState } from 'react';
import { type CutSaleDetails, placeCutSale, settleCutSale } from '../../../server/contract/api/staff/cut-sales.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import { cutSaleWords as words } from '../../../server/contract/words/en/office-cut-sales.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';

interface SettleFormProps {
  sale: CutSaleDetails;
  onDone: (what: string) => Promise<void>;
}

type Line = CutSaleDetails['lines'][number];

const canHave = ({ state }: Line) => state === 'kept' || state === 'free';

/** The seats, each its own or another; a note; and what is to become of it. */
export function SettleForm({ sale, onDone }: SettleFormProps) {
  const { id, lines, free, drawer, currency } = sale;
  const [seats, setSeats] = useState(lines.map((line) => (canHave(line) ? line.seat : null)));
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const wanted = seats.filter((seat) => seat !== null);

  const run = async <T extends object>(work: () => Promise<T | Refused>, said: (done: T) => string) => {
    setBusy(true);
    setRefused(null);
    const answer = await work();
    setBusy(false);
    if (isRefused(answer)) setRefused(answer);
    else await onDone(said(answer));
  };
  const place = () =>
    run<{ order: { number: string } }>(
      () => operate(placeCutSale, { params: { id }, body: { seats: wanted, ...(note.trim() ? { note } : {}) } }),
      ({ order }) => words.placed(order.number),
    );
  const settle = (how: 'refunded' | 'written_off') =>
    run(
      () => operate(settleCutSale, { params: { id }, body: { how, note } }),
      () => words.done[how],
    );

  return (
    <form className="cut-sales-form" onSubmit={(event) => event.preventDefault()}>
      <ul className="cut-sales-lines">
        {lines.map((line, i) => (
          <li key={line.seat}>
            <span>
              <b>{line.label ?? words.unknownSeat}</b> {line.ticketType ?? words.unknownType},{' '}
              {formatMoney({ amount: line.price, currency }, 'en-GB')}
            </span>
            <small data-state={line.state}>{words.states[line.state]}</small>
            {free.length > 0 && (
              <select
                className="office-field"
                aria-label={words.seatFor(line.label ?? words.unknownSeat)}
                value={seats[i] ?? ''}
                onChange={(event) => {
                  const seat = Number(event.target.value) || null;
                  setSeats(seats.map((each, at) => (at === i ? seat : each)));
                }}
              >
                <option value="">{words.choose}</option>
                {free.map(({ seat, label, category }) => (
                  <option key={seat} value={seat} disabled={seat !== seats[i] && seats.includes(seat)}>
                    {category === line.category ? label : `${label} (${category})`}
                  </option>
                ))}
              </select>
            )}
          </li>
        ))}
      </ul>
      {free.length === 0 && <p className="office-note">{words.noSeats}</p>}
      <label>
        {words.note}
        <input
          className="office-field"
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.target.value)}
          aria-describedby="cut-sales-note"
        />
      </label>
      <p id="cut-sales-note" className="office-muted">
        {words.noteHint} {words.refundHint[drawer]}
      </p>
      <RefusalNote refused={refused} />
      <div className="office-dialog-acts">
        <button
          type="button"
          className="office-button"
          data-look="danger"
          disabled={busy || note.trim().length < 3}
          onClick={() => settle('written_off')}
        >
          {words.writeOff}
        </button>
        <button
          type="button"
          className="office-button"
          disabled={busy || note.trim().length < 3}
          onClick={() => settle('refunded')}
        >
          {words.refund}
        </button>
        <button
          type="button"
          className="office-button"
          data-look="primary"
          disabled={busy || wanted.length < lines.length}
          onClick={place}
        >
          {words.place}
        </button>
      </div>
    </form>
  );
}
