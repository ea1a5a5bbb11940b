import { useState } from 'react';
import {
  type OfficeWebhook,
  pauseWebhook,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
  type WebhookSecret,
} from '../../../server/contract/api/staff/webhooks.ts';
import { webhookWords as words } from '../../../server/contract/words/en/office-webhooks.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { EndpointForm } from './endpoint-form.tsx';

interface EndpointPageProps {
  hook: OfficeWebhook;
  at: (instant: string) => string;
  reload: () => Promise<void>;
  onSecret: (secret: WebhookSecret) => void;
  onGone: () => Promise<void>;
}

/** One endpoint: what it hears of, all that can be done with it, and its log. */
export function EndpointPage({ hook, at, reload, onSecret, onGone }: EndpointPageProps) {
  const [asking, setAsking] = useState<'change' | 'rotate' | 'remove' | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [said, setSaid] = useState('');
  const [turn, setTurn] = useState(0);

  const params = { id: hook.id };
  async function act<T>(work: Promise<T | Refused>): Promise<T | null> {
    setAsking(null);
    setSaid('');
    const answer = await work;
    setRefused(isRefused(answer) ? answer : null);
    return isRefused(answer) ? null : answer;
  }
  async function done(words: string): Promise<void> {
    setSaid(words);
    setTurn(turn + 1);
    await reload();
  }

  return (
    <>
      <p>
        <span className="webhooks-state" data-state={hook.pause ?? (hook.failingSince ? 'failing' : 'on')}>
          {words.state(hook.pause, hook.failingSince !== null)}
        </span>{' '}
        <code>{hook.url}</code>
      </p>
      <ul className="webhooks-events">
        {hook.events.map((type) => (
          <li key={type}>
            <code title={words.event(type)}>{type}</code>
          </li>
        ))}
      </ul>
      {hook.oldSecretUntil && <p className="office-muted">{words.oldUntil(at(hook.oldSecretUntil))}</p>}
      <p className="office-row">
        <button
          type="button"
          className="office-button"
          onClick={async () => {
            if (await act(operate(testWebhook, { params }))) await done(words.testSent);
          }}
        >
          {words.test}
        </button>
        <button type="button" className="office-button" onClick={() => setAsking('change')}>
          {words.change}
        </button>
        <button
          type="button"
          className="office-button"
          onClick={async () => {
            const paused = hook.pause === null;
            if (await act(operate(pauseWebhook, { params, body: { paused } })))
              await done(paused ? words.paused : words.resumed);
          }}
        >
          {hook.pause === null ? words.pause : words.resume}
        </button>
        <button type="button" className="office-button" onClick={() => setAsking('rotate')}>
          {words.rotate}
        </button>
        <button type="button" className="office-button" data-look="danger" onClick={() => setAsking('remove')}>
          {words.remove}
        </button>
      </p>
      <RefusalNote refused={refused} />
      <p role="status" className={said ? 'office-note' : 'office-unseen'} data-tone="good">
        {said}
      </p>
      <DeliveryLog hook={hook.id} at={at} turn={turn} />
      {asking === 'change' && (
        <EndpointForm
          hook={hook}
          onClose={() => setAsking(null)}
          onSaved={async () => {
            setAsking(null);
            await done(words.saved);
          }}
        />
      )}
      {asking === 'rotate' && (
        <Ask
          title={words.rotateTitle}
          text={words.rotateAsk}
          yes={words.rotate}
          onClose={() => setAsking(null)}
          onYes={async () => {
            const secret = await act(operate(rotateWebhookSecret, { params }));
            if (secret) onSecret(secret);
            await reload();
          }}
        />
      )}
      {asking === 'remove' && (
        <Ask
          title={words.removeTitle(hook.name)}
          text={words.removeAsk}
          yes={words.remove}
          danger
          onClose={() => setAsking(null)}
          onYes={async () => {
            if (await act(operate(removeWebhook, { params }))) await onGone();
          }}
        />
      )}
    </>
  );
}

interface AskProps {
  title: string;
  text: string;
  yes: string;
  danger?: boolean;
  onClose: () => void;
  onYes: () => Promise<void>;
}

function Ask({ title, text, yes, danger, onClose, onYes }: AskProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div className="office-dialog-acts">
        <button type="button" className="office-button" onClick={onClose}>
          {words.cancel}
        </button>
        <button
          type="button"
          className="office-button"
          data-look={danger ? 'danger' : 'primary'}
          onClick={() => void onYes()}
        >
          {yes}
        </button>
      </div>
    </Dialog>
  );
}
