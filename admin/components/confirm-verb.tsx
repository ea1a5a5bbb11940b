import { type ActionProps, ApiClient, useNotice, useTranslation } from 'adminjs';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';

/** Says what a verb will do, and does it at a press. */
export default function ConfirmVerb({ record, resource, action }: ActionProps) {
  const { ask, danger, asks } = action.custom as { ask: string; danger: boolean; asks: 'pin' | null };
  const { translateAction } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const say = useNotice();
  const navigate = useNavigate();

  async function act(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!record) return;
    setBusy(true);
    const data = new FormData(event.currentTarget);
    const sent = new ApiClient().recordAction({
      resourceId: resource.id,
      recordId: record.id,
      actionName: action.name,
      method: 'post',
      data,
    });
    const answer = await sent.then((response) => response.data).catch(() => null);
    setBusy(false);
    if (!answer?.redirectUrl) setProblem(answer?.notice?.message ?? words.unreachable);
    else {
      if (answer.notice) say(answer.notice);
      navigate(answer.redirectUrl);
    }
  }

  return (
    <form className="office office-confirm" onSubmit={act}>
      <h2>{record?.title}</h2>
      <p>{ask}</p>
      {asks === 'pin' && (
        <label>
          {words.pin} <input className="office-field" name="pin" inputMode="numeric" maxLength={8} autoComplete="off" />
        </label>
      )}
      {problem && (
        <p className="office-note" data-tone="bad" role="alert">
          {problem}
        </p>
      )}
      <p className="office-row">
        <button type="submit" className="office-button" data-look={danger ? 'danger' : 'primary'} disabled={busy}>
          {translateAction(action.name, resource.id)}
        </button>
        <button type="button" className="office-button" onClick={() => navigate(-1)}>
          {words.cancel}
        </button>
      </p>
    </form>
  );
}
