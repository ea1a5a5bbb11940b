import { useState } from 'react';
import { closeOfficeShift } from '../../../server/contract/api/staff/cash-up.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import type { ShiftReport } from '../../../server/contract/till/shifts.ts';
import { readAmount } from '../../../server/contract/typed-amount.ts';
import { shiftWords } from '../../../server/contract/words/en/office-shifts.ts';
import { isRefused, operate } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';

const words = shiftWords.closeDrawer;

interface CloseDrawerProps {
  /** Of the open drawer. */
  report: ShiftReport;
  onDone: (closed: ShiftReport) => void;
  onClose: () => void;
}

/** Counts and closes the drawer of a till that cannot do so itself. */
export function CloseDrawer({ report, onDone, onClose }: CloseDrawerProps) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const { busy, refused, act } = useAct();
  const { shift, currency, expected } = report;
  const read = readAmount(typed, currency);
  const count = 'amount' in read ? read.amount : null;
  const money = (amount: number) => formatMoney({ amount, currency }, 'en-GB');
  const verdict = (counted: number) => {
    if (counted === expected) return words.right(money(expected));
    return (counted < expected ? words.missing : words.over)(money(expected), money(Math.abs(counted - expected)));
  };
  return (
    <Dialog title={words.title(shift.kiosk.name)} onClose={onClose}>
      <form
        className="house-form"
        onSubmit={async (event) => {
          event.preventDefault();
          if (count === null) return;
          await act(async () => {
            const closed = await operate(closeOfficeShift, { params: { id: shift.id }, body: { count, reason } });
            if (!isRefused(closed)) onDone(closed);
            return closed;
          });
        }}
      >
        <p>{words.what}</p>
        <p>{words.later}</p>
        <label>
          {words.count(currency)}
          <input
            data-first
            className="office-field"
            inputMode="decimal"
            autoComplete="off"
            required
            value={typed}
            aria-invalid={typed !== '' && count === null}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <p role="status" className="office-muted">
          {typed !== '' && count === null && words.noAmount}
          {count !== null && verdict(count)}
        </p>
        <label>
          {words.reason}
          <input
            className="office-field"
            value={reason}
            required
            minLength={3}
            maxLength={200}
            placeholder={words.example}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <RefusalNote refused={refused} />
        <div className="office-dialog-acts">
          <button type="button" className="office-button" onClick={onClose}>
            {words.no}
          </button>
          <button type="submit" className="office-button" data-look="danger" disabled={busy || count === null}>
            {words.yes}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
