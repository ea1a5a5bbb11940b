import { useState } from 'react';
import { type FailedJob, retryJob } from '../../../server/contract/api/staff/reports.ts';
import { dashboardWords as words } from '../../../server/contract/words/en/office-dashboard.ts';
import { isRefused, operate } from '../client.ts';

/** A job that keeps failing, with the one thing to do about it, for those who may (`reload`). */
export function FailedJobLine({ job, since, reload }: { job: FailedJob; since: string; reload: (() => void) | null }) {
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const task = words.task(job.task);
  const retry = async () => {
    setBusy(true);
    const answer = await operate(retryJob, { params: { id: job.id } });
    setBusy(false);
    setSaid(isRefused(answer) ? answer.message : words.retried);
    reload?.();
  };
  return (
    <li className="dashboard-job">
      <div>
        <b>{task}</b> <small>{`${words.tries(job.attempts, job.givenUp)}, ${since}`}</small>
        <code>{job.error}</code>
      </div>
      {reload && (
        <button
          type="button"
          className="office-button"
          disabled={busy}
          onClick={() => void retry()}
          aria-label={words.retryWhat(task)}
        >
          {words.retry}
        </button>
      )}
      <span role="status">{said}</span>
    </li>
  );
}
