import { useEffect, useState } from 'react';
import { type DeliveryDetail, getDelivery, sendAgain } from '../../../server/contract/api/staff/webhooks.ts';
import { webhookWords as words } from '../../../server/contract/words/en/office-webhooks.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useAct } from '../parts/use-act.ts';

interface DeliveryDialogProps {
  id: number;
  at: (instant: string) => string;
  onClose: () => void;
  onSent: () => Promise<void>;
}

/** One delivery: what was sent, what was answered at each try, and sending it again. */
export function DeliveryDialog({ id, at, onClose, onSent }: DeliveryDialogProps) {
  const [found, setFound] = useState<DeliveryDetail | Refused | null>(null);
  const { busy, refused, act } = useAct();
  useEffect(() => {
    void operate(getDelivery, { params: { id } }).then(setFound);
  }, [id]);
  return (
    <Dialog title={found && !isRefused(found) ? found.type : words.log} onClose={onClose}>
      {!found && <p role="status">{words.loading}</p>}
      {found && isRefused(found) && <RefusalNote refused={found} />}
      {found && !isRefused(found) && (
        <>
          <h3>{words.payload}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to. */}
          <pre className="office-json" tabIndex={0}>
            {JSON.stringify(JSON.parse(found.body), null, 2)}
          </pre>
          {found.attempts.length > 0 && <h3>{words.attempts}</h3>}
          <ol className="webhooks-attempts">
            {found.attempts.map((one) => (
              <li key={one.at}>
                <time dateTime={one.at}>{at(one.at)}</time>{' '}
                {words.attempt(one.status === null ? (one.failure ?? '') : words.http(one.status), one.durationMs)}
                {one.response && <pre className="office-json">{one.response}</pre>}
              </li>
            ))}
          </ol>
        </>
      )}
      <RefusalNote refused={refused} />
      <div className="office-dialog-acts">
        <button
          type="button"
          className="office-button"
          data-look="primary"
          disabled={busy || !found || isRefused(found)}
          onClick={async () => {
            if (!(await act(() => operate(sendAgain, { params: { id } })))) return;
            onClose();
            await onSent();
          }}
        >
          {words.again}
        </button>
      </div>
    </Dialog>
  );
}
