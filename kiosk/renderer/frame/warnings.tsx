import { frameWords } from '../../../server/contract/words/en/till-frame.ts';
import { Note } from '../parts/note.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';

const words = frameWords.warnings;

/** What whoever stands at the till has to know before the next customer; `onLine` shows what is unsettled. */
export function Warnings({ onLine }: { onLine(): void }) {
  const { app, cut, link, sale } = useTill().state;
  const install = useCall('installUpdate');
  const read = useCall('seenAccepted');
  const rejected = cut.sales.filter(({ outcome }) => outcome === 'rejected').length;
  const own = cut.allotted.reduce((sum, { left }) => sum + left, 0);
  const look = (
    <button type="button" className="button" onClick={onLine}>
      {words.look}
    </button>
  );
  return (
    <div className="warnings">
      {app.journalProblem && <Note tone="bad" text={`${words.journal}. ${app.journalProblem}`} />}
      {cut.selling === 'stale' && <Note tone="bad" text={words.stale} />}
      {cut.selling !== 'stale' && link.status === 'offline' && <Note tone="warn" text={words.offline(own)} />}
      {link.status === 'resolving' && !sale && (
        <Note tone="warn" text={words.resolving}>
          {look}
        </Note>
      )}
      {cut.accepted > 0 && !sale && (
        <Note tone="good" text={words.accepted(cut.accepted)}>
          <button type="button" className="button" disabled={read.busy} onClick={() => void read.run({})}>
            {words.read}
          </button>
        </Note>
      )}
      {rejected > 0 && (
        <Note tone="bad" text={words.rejected(rejected)}>
          {look}
        </Note>
      )}
      {app.vaultWarning && <Note tone="warn" text={app.vaultWarning} />}
      {app.update === 'waiting' && !sale && (
        <Note tone="good" text={words.update}>
          <button type="button" className="button" disabled={install.busy} onClick={() => void install.run({})}>
            {words.install}
          </button>
        </Note>
      )}
    </div>
  );
}
