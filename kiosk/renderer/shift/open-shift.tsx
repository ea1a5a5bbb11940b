import { sellWords } from '../../../server/contract/words/en/till-sell.ts';
import { AmountForm } from '../parts/amount-form.tsx';
import { useCall } from '../use-call.ts';

const words = sellWords.shift;

export function OpenShift() {
  const call = useCall('openShift');
  return (
    <section className="gate-card centred">
      <h1>{words.title}</h1>
      <p className="muted">{words.text}</p>
      <AmountForm
        label={words.label}
        go={words.go}
        busy={call.busy}
        refusal={call.refusal}
        onAmount={(float) => void call.run({ float })}
      />
    </section>
  );
}
