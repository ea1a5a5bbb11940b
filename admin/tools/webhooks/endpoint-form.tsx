import { type FormEvent, useState } from 'react';
import {
  changeWebhook,
  type OfficeWebhook,
  registerWebhook,
  type WebhookSecret,
} from '../../../server/contract/api/staff/webhooks.ts';
import { type WebhookType, webhookTypes } from '../../../server/contract/webhooks.ts';
import { webhookWords as words } from '../../../server/contract/words/en/office-webhooks.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';

interface EndpointFormProps {
  /** Null: a new one. */
  hook: OfficeWebhook | null;
  onClose: () => void;
  onSaved: (made: WebhookSecret | { id: number }) => Promise<void>;
}

export function EndpointForm({ hook, onClose, onSaved }: EndpointFormProps) {
  const [name, setName] = useState(hook?.name ?? '');
  const [url, setUrl] = useState(hook?.url ?? 'https://');
  const [events, setEvents] = useState<WebhookType[]>(hook?.events ?? [...webhookTypes]);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const body = { name, url, events };
    const answer = await (hook
      ? operate(changeWebhook, { params: { id: hook.id }, body })
      : operate(registerWebhook, { body }));
    setBusy(false);
    if (isRefused(answer)) setRefused(answer);
    else await onSaved(answer);
  }

  return (
    <Dialog title={hook ? words.change : words.add} onClose={onClose}>
      <form className="webhooks-form" onSubmit={save}>
        <label>
          {words.name}
          <input
            data-first
            className="office-field"
            value={name}
            required
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
          />
          <small className="office-muted">{words.nameHint}</small>
        </label>
        <label>
          {words.url}
          <input
            className="office-field"
            type="url"
            value={url}
            required
            maxLength={500}
            spellCheck={false}
            onChange={(event) => setUrl(event.target.value)}
          />
        </label>
        <fieldset>
          <legend>{words.events}</legend>
          {webhookTypes.map((type) => (
            <label key={type} className="webhooks-check">
              <input
                type="checkbox"
                checked={events.includes(type)}
                onChange={() =>
                  setEvents(events.includes(type) ? events.filter((one) => one !== type) : [...events, type])
                }
              />
              <span>
                {words.event(type)} <code>{type}</code>
              </span>
            </label>
          ))}
        </fieldset>
        <RefusalNote refused={refused} />
        <div className="office-dialog-acts">
          <button type="button" className="office-button" onClick={onClose}>
            {words.cancel}
          </button>
          <button
            type="submit"
            className="office-button"
            data-look="primary"
            disabled={busy || events.length === 0 || name.trim() === ''}
          >
            {hook ? words.save : words.create}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
