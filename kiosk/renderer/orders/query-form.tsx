import { type FormEvent, useState } from 'react';

interface QueryFormProps {
  label: string;
  go: string;
  busy: boolean;
  onQuery(query: string): void;
}

/** One line, typed or scanned. */
export function QueryForm({ label, go, busy, onQuery }: QueryFormProps) {
  const [text, setText] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && !busy) onQuery(text.trim());
  };
  return (
    <form className="query" onSubmit={send}>
      <label className="field">
        {label}
        <input
          className="input"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className="button" data-look="primary" disabled={busy || text.trim() === ''}>
        {go}
      </button>
    </form>
  );
}
