import { type ActionProps, ApiClient, useNotice, useTranslation } from 'adminjs';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import type { BulkOutcome } from '../../server/contract/api/staff/bulk.ts';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';

/** Says what a verb will do and to which records, does it at a press, and lists what was refused. */
export default function ConfirmMany({ records = [], resource, action }: ActionProps) {
  const { ask, danger } = action.custom as { ask: string; danger: boolean };
  const { translateAction } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [unreachable, setUnreachable] = useState(false);
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);
  const say = useNotice();
  const navigate = useNavigate();
  const { search } = useLocation();

  /** The list as it was filtered and sorted, with nothing chosen any more. */
  function toList() {
    const params = new URLSearchParams(search);
    params.delete('recordIds');
    navigate({ pathname: resource.href ?? '', search: params.toString() });
  }

  async function act(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setUnreachable(false);
    const sent = new ApiClient().bulkAction({
      resourceId: resource.id,
      recordIds: records.map(({ id }) => id),
      actionName: action.name,
      method: 'post',
    });
    const answer = await sent.then(({ data }) => data as typeof data & Partial<BulkOutcome>).catch(() => null);
    setBusy(false);
    const { done, refused, notice } = answer ?? {};
    if (done === undefined || refused === undefined) setUnreachable(true);
    else if (refused.length > 0) setOutcome({ done, refused });
    else {
      if (notice) say(notice);
      toList();
    }
  }

  if (outcome) {
    return (
      <section className="office office-confirm">
        <h2>{words.doneMany(outcome.done)}</h2>
        <div className="office-note" data-tone="bad" role="alert">
          <p>{words.refusedMany(outcome.refused.length)}</p>
          <ul>
            {outcome.refused.map(({ id, title, why }) => (
              <li key={id}>
                {title}: {why}
              </li>
            ))}
          </ul>
        </div>
        <p className="office-row">
          <button type="button" className="office-button" onClick={toList}>
            {words.toList}
          </button>
        </p>
      </section>
    );
  }

  return (
    <form className="office office-confirm" onSubmit={act}>
      <h2>{words.chosen(records.length)}</h2>
      <ul>
        {records.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
      <p>{ask}</p>
      {unreachable && (
        <p className="office-note" data-tone="bad" role="alert">
          {words.unreachableMany}
        </p>
      )}
      <p className="office-row">
        <button type="submit" className="office-button" data-look={danger ? 'danger' : 'primary'} disabled={busy}>
          {translateAction(action.name, resource.id)}
        </button>
        <button type="button" className="office-button" onClick={toList}>
          {words.cancel}
        </button>
      </p>
    </form>
  );
}
