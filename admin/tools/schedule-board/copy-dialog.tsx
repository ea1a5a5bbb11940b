import { useEffect, useState } from 'react';
import {
  type CopyBody,
  type CopyLine,
  type CopyReply,
  copyScreenings,
} from '../../../server/contract/api/staff/schedule.ts';
import { scheduleWords } from '../../../server/contract/words/en/office-schedule.ts';
import { isRefused, operate } from '../client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { daysAfter } from './clock.ts';
import { dayName } from './strips.tsx';

const words = scheduleWords.copying;

interface Props {
  from: string;
  days: 1 | 7;
  onClose(): void;
  onCopied(reply: CopyReply, to: string): void;
}

/** Copies a day or a week: what fits and what does not is seen first, because the server tried it. */
export function CopyDialog({ onClose, onCopied, ...given }: Props) {
  const [days, setDays] = useState(given.days);
  const [from, setFrom] = useState(given.from);
  const [to, setTo] = useState(daysAfter(given.from, 7));
  const [which, setWhich] = useState<'' | 'earlier' | 'later'>('');
  const [outlook, setOutlook] = useState<CopyReply | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let gone = false;
    setOutlook(null);
    setProblem(null);
    void ask({ from, to, days, preview: true, ...(which ? { which } : {}) }).then((answer) => {
      if (gone) return;
      if (isRefused(answer)) setProblem(answer.message);
      else setOutlook(answer);
    });
    return () => {
      gone = true;
    };
  }, [from, to, days, which]);

  async function copy() {
    setBusy(true);
    const onlyThoseThatFit = (outlook?.unfit.length ?? 0) > 0;
    const answer = await ask({ from, to, days, onlyThoseThatFit, ...(which ? { which } : {}) });
    setBusy(false);
    if (isRefused(answer)) setProblem(answer.message);
    else onCopied(answer, to);
  }

  const twice = which !== '' || outlook?.unfit.some((one) => one.code === 'local_time_ambiguous');
  const fits = outlook?.copied.length ?? 0;
  return (
    <Dialog title={words.title} onClose={onClose} wide>
      <div className="schedule-copy-fields">
        <label>
          {words.days}
          <select
            className="office-field"
            value={days}
            onChange={(event) => setDays(event.target.value === '7' ? 7 : 1)}
          >
            <option value="1">{words.aDay}</option>
            <option value="7">{words.aWeek}</option>
          </select>
        </label>
        <label>
          {words.from}
          <input
            type="date"
            className="office-field"
            value={from}
            onChange={(e) => e.target.value && setFrom(e.target.value)}
          />
        </label>
        <label>
          {words.to}
          <input
            type="date"
            className="office-field"
            value={to}
            onChange={(e) => e.target.value && setTo(e.target.value)}
          />
        </label>
        {twice && (
          <label>
            {words.which}
            <select
              className="office-field"
              value={which}
              onChange={(event) => setWhich(event.target.value as '' | 'earlier' | 'later')}
            >
              <option value="">{words.whichLeave}</option>
              <option value="earlier">{scheduleWords.add_.first}</option>
              <option value="later">{scheduleWords.add_.second}</option>
            </select>
          </label>
        )}
      </div>
      <p className="office-muted">{words.clock}</p>
      {problem && (
        <p className="office-note" data-tone="bad" role="alert">
          {problem}
        </p>
      )}
      <div className="schedule-copy" aria-live="polite" aria-busy={!outlook && !problem}>
        {!outlook && !problem && <p className="office-muted">{words.looking}</p>}
        {outlook && (
          <>
            <Lines
              tone="good"
              title={
                outlook.unfit.length === 0 && fits > 0 ? `${words.unfit(0)}: ${words.fits(fits)}` : words.fits(fits)
              }
              lines={outlook.copied}
              open={outlook.unfit.length === 0}
            />
            {outlook.unfit.length > 0 && (
              <Lines tone="bad" title={words.unfit(outlook.unfit.length)} lines={outlook.unfit} open />
            )}
          </>
        )}
      </div>
      <footer>
        <button
          type="button"
          className="office-button"
          data-look="primary"
          disabled={busy || fits === 0}
          onClick={copy}
        >
          {outlook && outlook.unfit.length > 0 ? words.submitFitting(fits) : words.submit(fits)}
        </button>
        <button type="button" className="office-button" onClick={onClose}>
          {scheduleWords.keep}
        </button>
      </footer>
    </Dialog>
  );
}

function ask(body: CopyBody) {
  return operate(copyScreenings, { body });
}

function Lines({
  title,
  tone,
  lines,
  open,
}: {
  title: string;
  tone: 'good' | 'bad';
  lines: (CopyLine & { reason?: string })[];
  open: boolean;
}) {
  const days = [...new Set(lines.map((line) => line.date))].sort();
  return (
    <details className="schedule-copy-part" data-tone={tone} open={open}>
      <summary>{title}</summary>
      {days.map((date) => (
        <table key={date} className="office-table">
          <caption>{dayName({ date }, 'long')}</caption>
          <thead className="visually-hidden">
            <tr>
              <th>{words.time}</th>
              <th>{words.film}</th>
              <th>{words.hall}</th>
              {tone === 'bad' && <th>{words.why}</th>}
            </tr>
          </thead>
          <tbody>
            {lines
              .filter((line) => line.date === date)
              .map((line) => (
                <tr key={line.source}>
                  <td className="figures">{line.time}</td>
                  <td>{line.film}</td>
                  <td>{line.hall}</td>
                  {tone === 'bad' && <td>{line.reason}</td>}
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </details>
  );
}
