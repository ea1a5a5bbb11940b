import { type FormEvent, useState } from 'react';
import { readAmount } from '../../../server/contract/typed-amount.ts';
import type { Refused } from '../../ipc-state.ts';
import { useTill } from '../till-context.tsx';
import { Note } from './note.tsx';

interface AmountFormProps {
  label: string;
  go: string;
  busy: boolean;
  refusal: Refused | null;
  onAmount(minor: number): void;
}

/** One amount, typed in major units. */
export function AmountForm({ label, go, busy, refusal, onAmount }: AmountFormProps) {
  const currency = useTill().state.facts?.cinema.currency ?? 'EUR';
  const [text, setText] = useState('');
  const read = readAmount(text, currency);
  const amount = 'amount' in read ? read.amount : null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (amount !== null && !busy) onAmount(amount);
  };
  return (
    <form className="stack" onSubmit={send}>
      <label className="field">
        {label}
        <input
          className="input input-code"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {refusal && <Note tone="bad" text={refusal.message} />}
      <button type="submit" className="button" data-look="primary" disabled={busy || amount === null}>
        {go}
      </button>
    </form>
  );
}
