import { type FormEvent, useState } from 'react';
import { readAmount, typedAmount } from '../../../server/contract/typed-amount.ts';
import { tillShiftWords } from '../../../server/contract/words/en/till-shift.ts';
import type { CallInput } from '../../ipc-contract.ts';
import { useApproval } from '../approval/use-approval.tsx';
import { denominations } from '../parts/denominations.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';

const words = tillShiftWords.movement;
export type MovementKind = CallInput<'movement'>['kind'];

/** Cash that goes out of the drawer or into it without a sale. */
export function MovementForm({ kind }: { kind: MovementKind }) {
  const currency = useTill().state.facts?.cinema.currency ?? 'EUR';
  const say = useMoney();
  const call = useCall('movement');
  const approval = useApproval();
  const [text, setText] = useState('');
  const [reason, setReason] = useState(kind === 'paid_out' ? '' : (words.usual[kind][0] ?? ''));
  const [done, setDone] = useState<number | null>(null);
  const read = readAmount(text, currency);
  const amount = 'amount' in read ? read.amount : null;
  const ready = amount !== null && amount > 0 && reason.trim() !== '' && !call.busy;
  const write = (next: string) => {
    setText(next);
    setDone(null);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const key = kind === 'paid_out' ? await approval.ask(kind) : undefined;
    if (key === null) return;
    const wish = { kind, amount, reason: reason.trim() };
    const answer = await call.run(key === undefined ? wish : { ...wish, approval: key });
    if (!answer.ok) return;
    setText('');
    setDone(amount);
  };
  return (
    <>
      <form className="stack movement" onSubmit={(event) => void send(event)}>
        <h1>{tillShiftWords.parts[kind]}</h1>
        <p className="muted">{words[kind]}</p>
        <label className="field">
          {words.amount}
          <input
            className="input input-code"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => write(event.currentTarget.value)}
          />
        </label>
        <div className="choices">
          {denominations(currency)
            .notes.slice(0, 6)
            .map((note) => (
              <button
                key={note}
                type="button"
                className="button"
                aria-label={words.add(say(note))}
                onClick={() => write(typedAmount((amount ?? 0) + note, currency))}
              >
                +{say(note)}
              </button>
            ))}
        </div>
        <label className="field">
          {words.reason}
          <input
            className="input"
            autoComplete="off"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <div className="choices">
          {words.usual[kind].map((one) => (
            <button key={one} type="button" className="button" onClick={() => setReason(one)}>
              {one}
            </button>
          ))}
        </div>
        {call.refusal && <Note tone="bad" text={call.refusal.message} />}
        {done !== null && <Note tone="good" text={words.done(say(done))} />}
        <button type="submit" className="button" data-look="primary" disabled={!ready}>
          {words.go[kind]}
        </button>
      </form>
      {approval.dialog}
    </>
  );
}
