import { useState } from 'react';
import { type OfficeOrder, resendTickets } from '../../../server/contract/api/staff/orders.ts';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import { operate } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';

/** Sends the tickets once more, to a corrected address if need be. */
export function Resend({ order, onDone }: { order: OfficeOrder; onDone: (what: string) => Promise<void> }) {
  const [asked, setAsked] = useState(false);
  const [email, setEmail] = useState(order.email ?? '');
  const { busy, refused, act } = useAct();
  return (
    <>
      <button type="button" className="office-button" onClick={() => setAsked(true)}>
        {words.resend.button}
      </button>
      {asked && (
        <Dialog title={words.resend.title} onClose={() => setAsked(false)}>
          <form
            className="desk-form"
            onSubmit={async (event) => {
              event.preventDefault();
              if (!(await act(() => operate(resendTickets, { params: { id: order.id }, body: { email } })))) return;
              setAsked(false);
              await onDone(words.resend.done(email));
            }}
          >
            <label>
              {words.resend.email}
              <input
                data-first
                type="email"
                className="office-field"
                value={email}
                required
                maxLength={254}
                aria-describedby="desk-resend-hint"
                onChange={(event) => setEmail(event.target.value)}
              />
            </label>
            <p id="desk-resend-hint" className="office-muted">
              {words.resend.changes}
            </p>
            <RefusalNote refused={refused} />
            <div className="office-dialog-acts">
              <button type="button" className="office-button" onClick={() => setAsked(false)}>
                {words.resend.no}
              </button>
              <button type="submit" className="office-button" data-look="primary" disabled={busy}>
                {words.resend.yes}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
