import { handOutCash } from '../../../server/contract/api/staff/orders.ts';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import { operate } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';

/** A cash refund waits for its owner; this says that the money is in their hands. */
export function HandOut({
  refund,
  amount,
  onDone,
}: {
  refund: number;
  amount: string;
  onDone: (what: string) => Promise<void>;
}) {
  const { busy, refused, act } = useAct();
  return (
    <>
      <button
        type="button"
        className="office-button"
        disabled={busy}
        onClick={async () => {
          if (await act(() => operate(handOutCash, { params: { id: refund } })))
            await onDone(words.payments.handedOut(amount));
        }}
      >
        {words.payments.handOut}
      </button>
      <RefusalNote refused={refused} />
    </>
  );
}
