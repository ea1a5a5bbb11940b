import { useCallback, useEffect, useState } from 'react';
import { listWebhooks, type WebhookList, type WebhookSecret } from '../../../server/contract/api/staff/webhooks.ts';
import { webhookWords as words } from '../../../server/contract/words/en/office-webhooks.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useQuery } from '../parts/use-query.ts';
import { EndpointForm } from './endpoint-form.tsx';
import { EndpointPage } from './endpoint-page.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { inVenueTime } from './venue-time.ts';

/** Who is told what happens here, and how each telling went. */
export default function Webhooks() {
  const [chosen, setChosen] = useQuery('webhook');
  const [found, setFound] = useState<WebhookList | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<WebhookSecret | null>(null);
  const load = useCallback(async () => {
    const answer = await operate(listWebhooks, {});
    setRefused(isRefused(answer) ? answer : null);
    if (!isRefused(answer)) setFound(answer);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);

  const shown = found?.webhooks.find(({ id }) => String(id) === chosen);
  const at = inVenueTime(found?.timeZone ?? 'UTC');
  return (
    <section className="office webhooks" aria-labelledby="webhooks-title">
      <header className="webhooks-head">
        <h1 id="webhooks-title">{shown ? shown.name : words.title}</h1>
        {shown ? (
          <button type="button" className="office-button" onClick={() => setChosen(null)}>
            {words.back}
          </button>
        ) : (
          found && (
            <button type="button" className="office-button" data-look="primary" onClick={() => setAdding(true)}>
              {words.add}
            </button>
          )
        )}
      </header>
      <RefusalNote refused={refused} />
      {!found && !refused && <p role="status">{words.loading}</p>}
      {found && !shown && (
        <>
          <p className="office-muted">{words.intro}</p>
          {found.webhooks.length === 0 && <p className="office-muted">{words.none}</p>}
          <ul className="webhooks-list">
            {found.webhooks.map((hook) => (
              <li key={hook.id}>
                <button type="button" className="webhooks-row" onClick={() => setChosen(String(hook.id))}>
                  <b>{hook.name}</b>
                  <span className="webhooks-state" data-state={hook.pause ?? (hook.failingSince ? 'failing' : 'on')}>
                    {words.state(hook.pause, hook.failingSince !== null)}
                  </span>
                  <code>{hook.url}</code>
                  <small>
                    {[
                      hook.lastDeliveredAt ? words.last(at(hook.lastDeliveredAt)) : words.never,
                      ...(hook.waiting > 0 ? [words.waiting(hook.waiting)] : []),
                    ].join(' · ')}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {shown && (
        <EndpointPage
          key={shown.id}
          hook={shown}
          at={at}
          reload={load}
          onSecret={setSecret}
          onGone={async () => {
            setChosen(null);
            await load();
          }}
        />
      )}
      {adding && (
        <EndpointForm
          hook={null}
          onClose={() => setAdding(false)}
          onSaved={async (made) => {
            setAdding(false);
            if ('secret' in made) setSecret(made);
            await load();
            setChosen(String(made.id));
          }}
        />
      )}
      {secret && <SecretDialog secret={secret.secret} onClose={() => setSecret(null)} />}
    </section>
  );
}
