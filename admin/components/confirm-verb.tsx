import { type ActionProps, ApiClient, useNotice, useTranslation } from 'adminjs';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';

/** As `admin/resources/verb-action.ts` answers it. */
interface Shown {
  text: string;
  picture: string;
  alt: string;
  hint: string;
  open?: { href: string; label: string };
}

/** Says what a verb will do, and does it at a press. */
export default function ConfirmVerb({ record, resource, action }: ActionProps) {
  const { ask, danger, asks } = action.custom as { ask: string; danger: boolean; asks: 'pin' | null };
  const { translateAction } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [shown, setShown] = useState<Shown | null>(null);
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
    const made = answer as { shown?: Shown } | null;
    if (made?.shown) setShown(made.shown);
    else if (!answer?.redirectUrl) setProblem(answer?.notice?.message ?? words.unreachable);
    else {
      if (answer.notice) say(answer.notice);
      navigate(answer.redirectUrl);
    }
  }

  if (shown) {
    return (
      <div className="office office-confirm" role="status">
        <h2>{record?.title}</h2>
        <p className="office-code figures">{shown.text}</p>
        <img className="office-code-picture" src={shown.picture} alt={shown.alt} />
        <p>{shown.hint}</p>
        <p className="office-row">
          <button type="button" className="office-button" data-look="primary" onClick={() => navigate(-1)}>
            {words.toList}
          </button>
          {shown.open && <a href={shown.open.href}>{shown.open.label}</a>}
        </p>
      </div>
    );
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
