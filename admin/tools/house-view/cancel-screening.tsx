import { useState } from 'react';
import { type CancelProgress, cancelHouse, type HouseView } from '../../../server/contract/api/staff/house.ts';
import { houseWords as words } from '../../../server/contract/words/en/office-house.ts';
import { operate } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';

/** The way to call a screening off: what it means is said before, and how far it is after. */
export function CancelScreening({ view, onDone }: { view: HouseView; onDone: () => Promise<void> }) {
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const { busy, refused, act } = useAct();
  const orders = new Set(view.guests.map((guest) => guest.order)).size;
  return (
    <>
      <button type="button" className="office-button" data-look="danger" onClick={() => setAsked(true)}>
        {words.cancel.button}
      </button>
      {asked && (
        <Dialog title={words.cancel.title} onClose={() => setAsked(false)}>
          <form
            className="house-form"
            onSubmit={async (event) => {
              event.preventDefault();
              if (!(await act(() => operate(cancelHouse, { params: { id: view.screening.id }, body: { reason } }))))
                return;
              setAsked(false);
              await onDone();
            }}
          >
            <p>{words.cancel.what(view.guests.length, orders)}</p>
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
              <button type="button" className="office-button" onClick={() => setAsked(false)}>
                {words.cancel.no}
              </button>
              <button type="submit" className="office-button" data-look="danger" disabled={busy}>
                {words.cancel.yes}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}

/** How far a cancelled screening's orders have come. */
export function Progress({ progress, reason }: { progress: CancelProgress; reason: string | null }) {
  const { ordersLeft, ordersDone, lettersWaiting } = progress;
  const { pending, atTill, succeeded, failed } = progress.refunds;
  const orders = ordersLeft + ordersDone;
  const complete = ordersLeft + pending + failed + lettersWaiting === 0;
  const story = [
    ...(complete ? [words.cancel.complete] : []),
    ...(orders > 0 ? [words.cancel.progress(ordersDone, orders)] : []),
    ...(succeeded + pending > 0 ? [words.cancel.refunds(succeeded, pending)] : []),
    ...(atTill > 0 ? [words.cancel.atTill(atTill)] : []),
    ...(failed > 0 ? [words.cancel.failed(failed)] : []),
    ...(lettersWaiting > 0 ? [words.cancel.letters(lettersWaiting)] : []),
  ];
  return (
    <section className="office-note house-progress" data-tone={complete ? 'good' : 'warn'}>
      <p>
        <b>{words.cancel.off(reason)}</b>
      </p>
      {orders > 0 && (
        <progress value={ordersDone} max={orders} aria-label={words.cancel.progress(ordersDone, orders)} />
      )}
      <p role="status">{story.join(' · ')}</p>
    </section>
  );
}
