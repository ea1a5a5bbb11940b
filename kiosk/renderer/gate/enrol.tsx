import { type FormEvent, useEffect, useState } from 'react';
import { gateWords } from '../../../server/contract/words/en/till-gate.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { Gate } from './gate.tsx';
import { NoServer } from './no-server.tsx';

const words = gateWords.enrol;

/** A code from the back-office, typed or scanned, lets this till in. The demo offers its own. */
export function Enrol() {
  const { state } = useTill();
  const [code, setCode] = useState('');
  const [elsewhere, setElsewhere] = useState(false);
  const call = useCall('enrol');
  const demo = useDemoCodes();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void call.run({ code: code.trim() });
  };
  if (elsewhere) return <NoServer onDone={() => setElsewhere(false)} />;
  return (
    <Gate title={words.title} text={words.text}>
      <form className="stack" onSubmit={send}>
        <label className="field">
          {words.label}
          <input
            className="input input-code"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: the screen has one thing to do, and a scanner types it
            autoFocus
            value={code}
            maxLength={12}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </label>
        {call.refusal && <Note tone="bad" text={call.refusal.message} />}
        <button type="submit" className="button" data-look="primary" disabled={call.busy || code.trim().length < 8}>
          {words.go}
        </button>
        {demo.length > 0 && (
          <div className="stack">
            <p className="muted">{words.demo}</p>
            <div className="choices">
              {demo.map((one) => (
                <button key={one} type="button" className="button" onClick={() => void call.run({ code: one })}>
                  {one}
                </button>
              ))}
            </div>
          </div>
        )}
        {state.app.face === 'electron' && (
          <button type="button" className="button" data-look="quiet" onClick={() => setElsewhere(true)}>
            {words.other}: {state.app.server}
          </button>
        )}
      </form>
    </Gate>
  );
}

function useDemoCodes(): string[] {
  const { till, state } = useTill();
  const [codes, setCodes] = useState<string[]>([]);
  const { status } = state.link;
  useEffect(() => {
    let wanted = true;
    if (status === 'online' || codes.length === 0) {
      void till.call('enrolHint', {}).then((answer) => {
        if (wanted && answer.ok) setCodes(answer.value.demoCodes);
      });
    }
    return () => {
      wanted = false;
    };
  }, [till, status, codes.length]);
  return codes;
}
