import { type FormEvent, useState } from 'react';
import { gateWords } from '../../../server/contract/words/en/till-gate.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { Gate } from './gate.tsx';

const words = gateWords.noServer;

/** Asks for the server's address; `onDone` where it is asked again. */
export function NoServer({ onDone }: { onDone?: () => void }) {
  return (
    <Gate title={words.title} text={words.text}>
      <AddressForm onDone={onDone} />
    </Gate>
  );
}

export function AddressForm({ onDone }: { onDone?: (() => void) | undefined }) {
  const { state } = useTill();
  const [url, setUrl] = useState(state.app.server ?? '');
  const [wrong, setWrong] = useState(false);
  const call = useCall('setServer');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const whole = URL.canParse(url.trim()) && /^https?:/.test(url.trim());
    setWrong(!whole);
    if (whole && (await call.run({ url: url.trim() })).ok) onDone?.();
  };
  return (
    <form className="stack" onSubmit={(event) => void send(event)}>
      <label className="field">
        {words.label}
        <input
          className="input"
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder={words.example}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
      </label>
      {wrong && <Note tone="bad" text={words.wrong} />}
      {call.refusal && <Note tone="bad" text={call.refusal.message} />}
      <button type="submit" className="button" data-look="primary" disabled={call.busy || url.trim() === ''}>
        {words.go}
      </button>
    </form>
  );
}
