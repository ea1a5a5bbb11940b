import { useState } from 'react';
import type { ShiftReport } from '../../../server/contract/till/shifts.ts';
import { gateWords } from '../../../server/contract/words/en/till-gate.ts';
import { tillShiftWords } from '../../../server/contract/words/en/till-shift.ts';
import { useApproval } from '../approval/use-approval.tsx';
import { denominations } from '../parts/denominations.ts';
import { Keypad } from '../parts/keypad.tsx';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';
import { Pieces } from './pieces.tsx';

const words = tillShiftWords.count;

/**
 * The count that closes the drawer, by notes and coins. What should be there is not shown before: a count that knows the
 * answer is none. If it is off by more than the cinema allows, a supervisor looks.
 */
export function CountForm({ onClosed }: { onClosed(report: ShiftReport): void }) {
  const { notes, coins } = denominations(useTill().state.facts?.cinema.currency ?? 'EUR');
  const all = [...notes, ...coins];
  const say = useMoney();
  const call = useCall('closeShift');
  const approval = useApproval();
  const [pieces, setPieces] = useState<ReadonlyMap<number, number>>(new Map());
  const [at, setAt] = useState(all[0] ?? 0);
  const [why, setWhy] = useState('');
  const count = all.reduce((sum, piece) => sum + piece * (pieces.get(piece) ?? 0), 0);
  const off = call.refusal?.code === 'approval_needed' ? offBy(call.refusal.details) : null;
  const set = (piece: number, number: number) => {
    call.forget();
    setPieces(new Map([...pieces, [piece, Math.min(Math.max(0, number), 99_999)]]));
  };
  const now = pieces.get(at) ?? 0;
  const close = async (key?: string) => {
    const denominations = Object.fromEntries([...pieces].filter(([, number]) => number > 0));
    const extra = key === undefined ? {} : { approval: key, note: why.trim() };
    const answer = await call.run({ count, denominations, ...extra });
    if (answer.ok) onClosed(answer.value);
  };
  const ask = async () => {
    const key = await approval.ask('close_with_difference');
    if (key !== null) await close(key);
  };
  return (
    <section className="count">
      <h1 className="unseen">{tillShiftWords.parts.count}</h1>
      <Pieces title={words.notes} of={notes} pieces={pieces} at={at} onAt={setAt} onSet={set} />
      <Pieces title={words.coins} of={coins} pieces={pieces} at={at} onAt={setAt} onSet={set} />
      <div className="stack count-end">
        <Keypad
          onDigit={(digit) => set(at, now * 10 + Number(digit))}
          onBack={() => set(at, Math.floor(now / 10))}
          backLabel={gateWords.pin.back}
          last={
            <button
              type="button"
              className="button"
              aria-label={words.next1}
              onClick={() => setAt(all[(all.indexOf(at) + 1) % all.length] ?? at)}
            >
              {words.next}
            </button>
          }
        />
        <p className="basket-total">
          {words.counted} <output className="money">{say(count)}</output>
        </p>
        {call.refusal && !off && <Note tone="bad" text={call.refusal.message} />}
        {off ? (
          <>
            <Note tone="warn" text={words.off(say(off.difference), say(off.expected))} />
            <label className="field">
              {words.why}
              <input
                className="input"
                autoComplete="off"
                maxLength={500}
                value={why}
                onChange={(event) => setWhy(event.currentTarget.value)}
              />
            </label>
            <button
              type="button"
              className="button"
              data-look="primary"
              disabled={call.busy}
              onClick={() => void ask()}
            >
              {words.ask}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="button"
            data-look="primary"
            disabled={call.busy}
            onClick={() => void close()}
          >
            {words.go}
          </button>
        )}
      </div>
      {approval.dialog}
    </section>
  );
}

function offBy(details: Record<string, unknown> | undefined): { expected: number; difference: number } | null {
  const { expected, difference } = details ?? {};
  return typeof expected === 'number' && typeof difference === 'number' ? { expected, difference } : null;
}
