import { type FormEvent, type ReactNode, useState } from 'react';
import { scheduleWords } from '../../../server/contract/words/en/office-schedule.ts';
import type { Refused } from '../client.ts';
import type { Model } from './model.ts';

const words = scheduleWords.add_;

/** Venue wall-clock time as typed; `which` for one that comes twice. */
export interface PlaceChosen {
  hallId: number;
  start: { date: string; time: string; which?: 'earlier' | 'later' };
}

interface Props {
  model: Model;
  date: string;
  time: string;
  hallId: number;
  submit: string;
  disabled?: boolean;
  children?: ReactNode;
  /** Answers why not, or null: then it is done. */
  onSubmit(to: PlaceChosen): Promise<Refused | null>;
}

/** Hall, date and time in fields: what dragging does, for whoever does not drag. */
export function PlaceFields({ model, submit, disabled, children, onSubmit, ...given }: Props) {
  const [hallId, setHallId] = useState(given.hallId);
  const [date, setDate] = useState(given.date);
  const [time, setTime] = useState(given.time);
  const [which, setWhich] = useState<'' | 'earlier' | 'later'>('');
  const [problem, setProblem] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);

  async function send(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(await onSubmit({ hallId, start: { date, time, ...(which ? { which } : {}) } }));
    setBusy(false);
  }

  return (
    <form className="schedule-place" onSubmit={send}>
      {children}
      <label>
        {words.hall}
        <select className="office-field" value={hallId} onChange={(event) => setHallId(Number(event.target.value))}>
          {model.halls.map((hall) => (
            <option key={hall.id} value={hall.id} disabled={!hall.hasPlan}>
              {hall.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.date}
        <input
          type="date"
          className="office-field"
          required
          value={date}
          onChange={(event) => setDate(event.target.value)}
        />
      </label>
      <label>
        {words.time}
        <input
          type="time"
          className="office-field"
          required
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
      </label>
      {(which || problem?.code === 'local_time_ambiguous') && (
        <label>
          {words.which}
          <select
            className="office-field"
            value={which}
            onChange={(event) => setWhich(event.target.value as '' | 'earlier' | 'later')}
          >
            <option value="" />
            <option value="earlier">{words.first}</option>
            <option value="later">{words.second}</option>
          </select>
        </label>
      )}
      <button type="submit" className="office-button" disabled={busy || disabled}>
        {submit}
      </button>
      {problem && (
        <p className="office-note" data-tone="bad" role="alert">
          {problem.message}
        </p>
      )}
    </form>
  );
}
