import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';

const words = frameWords.prints;

/** A sheet that did not come out: print it, or say that it is not needed. A sale stands whatever the printer does. */
export function PrintStrip() {
  const { prints } = useTill().state;
  const retry = useCall('retryPrint');
  const drop = useCall('dropPrint');
  const [first, ...more] = prints.filter(({ status }) => status === 'failed' || status === 'unsure');
  if (!first) return null;
  return (
    <section className="note note-warn strip" aria-label={words.label}>
      <p>
        {words[first.status === 'unsure' ? 'unsure' : 'failed'](first.title)} {first.problem}{' '}
        {more.length > 0 && words.more(more.length)}
      </p>
      <button type="button" className="button" onClick={() => void retry.run({ key: first.key })}>
        {words.retry}
      </button>
      <button type="button" className="button" onClick={() => void drop.run({ key: first.key })}>
        {words.drop}
      </button>
    </section>
  );
}
