import { type FormEvent, useId, useState } from 'react';
import { scheduleWords } from '../../../server/contract/words/en/office-schedule.ts';
import type { Block } from './model.ts';

const words = scheduleWords.details;

interface Props {
  block: Block;
  /** A draft disappears; anything else is called off, which needs a reason. */
  removable: boolean;
  onKeep(): void;
  onRemove(): void;
  onCancel(reason: string): Promise<void>;
}

export function CancelForm({ block, removable, onKeep, onRemove, onCancel }: Props) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const hint = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (removable) return onRemove();
    setBusy(true);
    await onCancel(reason);
    setBusy(false);
  }

  return (
    <form className="schedule-ending" onSubmit={submit}>
      <p>{removable ? words.removeWarning : words.cancelWarning(block.sold)}</p>
      {!removable && (
        <label>
          {words.reason}
          <textarea
            className="office-field"
            rows={2}
            required
            minLength={3}
            maxLength={500}
            // biome-ignore lint/a11y/noAutofocus: whoever asked to cancel is asked why
            autoFocus
            aria-describedby={hint}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <small className="office-muted" id={hint}>
            {words.reasonHint}
          </small>
        </label>
      )}
      <footer>
        {/* biome-ignore lint/a11y/noAutofocus: Delete, then Enter, removes a draft */}
        <button type="submit" className="office-button" data-look="danger" disabled={busy} autoFocus={removable}>
          {removable ? words.remove : words.cancel}
        </button>
        <button type="button" className="office-button" onClick={onKeep}>
          {scheduleWords.keep}
        </button>
      </footer>
    </form>
  );
}
