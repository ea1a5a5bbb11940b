import { memo } from 'react';
import { scheduleWords as words } from '../../../server/contract/words/en/office-schedule.ts';
import { daysAfter } from './clock.ts';
import type { History } from './history.ts';

export interface View {
  /** First business date. */
  from: string;
  days: 1 | 7;
  /** Step of the width of an hour. */
  zoom: number;
}

interface Props {
  view: View;
  title: string;
  drafts: number;
  history: History;
  zooms: number;
  onView(view: Partial<View>): void;
  onToday(): void;
  onUndo(): void;
  onRedo(): void;
  onAdd(): void;
  onCopy(): void;
  onPublish(): void;
}

export const Toolbar = memo(function Toolbar(props: Props) {
  const { view, history, drafts } = props;
  const span = view.days === 7 ? 'week' : 'day';
  const [last, next] = [history.done.at(-1), history.undone.at(-1)];
  return (
    <div className="schedule-toolbar">
      <h1>{props.title}</h1>
      <div className="schedule-group">
        <Button label={words.earlier[span]} onClick={() => props.onView({ from: daysAfter(view.from, -view.days) })}>
          ‹
        </Button>
        <button type="button" className="office-button" onClick={props.onToday}>
          {words.today}
        </button>
        <Button label={words.later[span]} onClick={() => props.onView({ from: daysAfter(view.from, view.days) })}>
          ›
        </Button>
        <input
          type="date"
          className="office-field"
          aria-label={words.date}
          value={view.from}
          onChange={(event) => event.target.value && props.onView({ from: event.target.value })}
        />
      </div>
      <div className="schedule-group" data-joined>
        <button
          type="button"
          className="office-button"
          aria-pressed={view.days === 1}
          onClick={() => props.onView({ days: 1 })}
        >
          {words.day}
        </button>
        <button
          type="button"
          className="office-button"
          aria-pressed={view.days === 7}
          onClick={() => props.onView({ days: 7 })}
        >
          {words.week}
        </button>
      </div>
      <div className="schedule-group" data-joined>
        <Button label={words.further} disabled={view.zoom === 0} onClick={() => props.onView({ zoom: view.zoom - 1 })}>
          −
        </Button>
        <Button
          label={words.closer}
          disabled={view.zoom === props.zooms - 1}
          onClick={() => props.onView({ zoom: view.zoom + 1 })}
        >
          +
        </Button>
      </div>
      <div className="schedule-group" data-end>
        <Button label={last ? words.undoThis(last.what) : words.undo} disabled={!last} onClick={props.onUndo}>
          <Turn />
        </Button>
        <Button label={next ? words.redoThis(next.what) : words.redo} disabled={!next} onClick={props.onRedo}>
          <Turn mirrored />
        </Button>
        <button type="button" className="office-button" onClick={props.onAdd}>
          {words.add}
        </button>
        <button type="button" className="office-button" onClick={props.onCopy}>
          {words.copy}
        </button>
        <button
          type="button"
          className="office-button"
          data-look="primary"
          disabled={drafts === 0}
          onClick={props.onPublish}
        >
          {words.publish(drafts)}
        </button>
      </div>
    </div>
  );
});

interface ButtonProps {
  label: string;
  disabled?: boolean;
  onClick(): void;
  children: React.ReactNode;
}

function Button({ label, disabled, onClick, children }: ButtonProps) {
  return (
    <button
      type="button"
      className="office-button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

function Turn({ mirrored }: { mirrored?: boolean }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      aria-hidden="true"
      style={mirrored ? { transform: 'scaleX(-1)' } : {}}
    >
      <path d="M6.5 3 3 6.5 6.5 10M3 6.5h7a4.5 4.5 0 0 1 0 9H7" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}
