import { useState } from 'react';
import { cancelOfficeOrder, type OfficeOrder, type OfficeTicket } from '../../../server/contract/api/staff/orders.ts';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import { operate } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';

interface CancelDialogProps {
  order: OfficeOrder;
  tickets: readonly OfficeTicket[];
  /** All that is left of the order. */
  all: boolean;
  /** As shown; null where nothing was paid. */
  amount: string | null;
  onClose: () => void;
  onDone: (what: string) => Promise<void>;
}

/** Says what goes and how much money goes back, asks why, and does it. */
export function CancelDialog({ order, tickets, all, amount, onClose, onDone }: CancelDialogProps) {
  const [reason, setReason] = useState('');
  const { busy, refused, act } = useAct();
  const seats = tickets.map((ticket) => ticket.seat);
  const inside = tickets.some((ticket) => ticket.status === 'used') && !order.may.cancelUsed;
  const inCash = order.payments.filter(({ status }) => status === 'captured').every(({ method }) => method === 'cash');
  return (
    <Dialog title={words.cancel.title(tickets.length)} onClose={onClose}>
      <form
        className="desk-form"
        onSubmit={async (event) => {
          event.preventDefault();
          const body = { reason, ...(all ? {} : { tickets: tickets.map((ticket) => ticket.id) }) };
          if (!(await act(() => operate(cancelOfficeOrder, { params: { id: order.id }, body })))) return;
          await onDone(
            amount === null ? words.cancel.doneUnpaid : words.cancel.done(amount, inCash, order.email !== null),
          );
        }}
      >
        <p>{amount === null ? words.cancel.whatUnpaid(seats) : words.cancel.what(seats, amount)}</p>
        {inside && (
          <p className="office-note" data-tone="warn">
            {words.cancel.used}
          </p>
        )}
        <label>
          {words.cancel.reason}
          <input
            data-first
            className="office-field"
            value={reason}
            required
            minLength={3}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <RefusalNote refused={refused} />
        <div className="office-dialog-acts">
          <button type="button" className="office-button" onClick={onClose}>
            {words.cancel.no}
          </button>
          <button type="submit" className="office-button" data-look="danger" disabled={busy || inside}>
            {amount === null ? words.cancel.yesUnpaid : words.cancel.yes(amount)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
