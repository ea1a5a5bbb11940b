import { useState } from 'react';
import type { ShiftReport } from '../../../server/contract/till/shifts.ts';
import { sellWords } from '../../../server/contract/words/en/till-sell.ts';
import { AmountForm } from '../parts/amount-form.tsx';
import { Note } from '../parts/note.tsx';
import { useCall } from '../use-call.ts';
import { useMoney } from '../use-money.ts';

const words = sellWords.close;

/** The drawer: what should be in it, and the count that closes it. The Z report goes to the printer by itself. */
export function ShiftScreen() {
  const say = useMoney();
  const x = useCall('xReport');
  const close = useCall('closeShift');
  const [report, setReport] = useState<ShiftReport | null>(null);
  const look = async () => {
    const answer = await x.run({});
    if (answer.ok) setReport(answer.value);
  };
  return (
    <section className="gate-card centred">
      <h1>{words.title}</h1>
      <button type="button" className="button" disabled={x.busy} onClick={() => void look()}>
        {words.x}
      </button>
      {x.refusal && <Note tone="bad" text={x.refusal.message} />}
      {report && (
        <p>
          {words.expected} <strong className="money">{say(report.expected)}</strong>
        </p>
      )}
      <AmountForm
        label={words.label}
        go={words.sure}
        busy={close.busy}
        refusal={close.refusal}
        onAmount={(count) => void close.run({ count })}
      />
    </section>
  );
}
