import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
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
  const form = useRef<HTMLFormElement>(null);
  // Whoever asked to cancel is asked why at once; Delete, then Enter, removes a draft.
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-first]')?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (removable) return onRemove();
    setBusy(true);
    await onCancel(reason);
    setBusy(false);
  }

  return (
    <form className="schedule-ending" ref={form} onSubmit={submit}>
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
            data-first
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
        <button
          type="submit"
          className="office-button"
          data-look="danger"
          disabled={busy}
          data-first={removable || undefined}
        >
          {removable ? words.remove : words.cancel}
        </button>
        <button type="button" className="office-button" onClick={onKeep}>
          {scheduleWords.keep}
        </button>
      </footer>
    </form>
  );
}
