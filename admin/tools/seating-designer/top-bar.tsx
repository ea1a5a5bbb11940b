import type { HallPlans } from '../../../server/contract/api/staff/halls.ts';
import { writePlanCsv, writePlanJson } from '../../../server/contract/plan-editing/plan-file.ts';
import type { DrawnPlan } from '../../../server/contract/plan-problems.ts';
import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import type { Board } from './use-board.ts';

interface TopBarProps {
  hall: HallPlans;
  board: Board;
  /** Version number of the hall's draft, if it has one. */
  kept: number | null;
  busy: boolean;
  drawn(): DrawnPlan;
  onBack(): void;
  onSave(): void;
  onPublish(): void;
  onOpen(dialog: 'help' | 'versions' | 'import'): void;
}

/** The hall's name, how things stand with its plan, and what can be done to the whole of it. */
export function TopBar({ hall, board, kept, busy, drawn, onBack, onSave, onPublish, onOpen }: TopBarProps) {
  const { history, dirty } = board;
  const published = hall.plans.find(({ status }) => status === 'published');
  const standing = kept
    ? `${words.version(kept)}, ${words.statuses.draft.toLowerCase()}`
    : published
      ? `${words.version(published.version)}, ${words.statuses.published.toLowerCase()}`
      : words.fresh;
  const empty = board.draft.seats.length === 0;
  return (
    <header className="designer-top">
      <button type="button" className="office-button" onClick={onBack}>
        ← {words.back}
      </button>
      <h1>{hall.name}</h1>
      <p className="office-muted">
        {standing} · <b data-dirty={dirty || undefined}>{dirty ? words.unsaved : words.allSaved}</b>
      </p>
      <span className="designer-top-group">
        <button
          type="button"
          className="office-button"
          disabled={history.past.length === 0}
          title={words.undoWhat(history.past.at(-1)?.what)}
          onClick={board.undo}
        >
          {words.undo}
        </button>
        <button
          type="button"
          className="office-button"
          disabled={history.future.length === 0}
          title={words.redoWhat(history.future.at(-1)?.what)}
          onClick={board.redo}
        >
          {words.redo}
        </button>
      </span>
      <span className="designer-top-group">
        <button
          type="button"
          className="office-button"
          disabled={hall.plans.length === 0}
          onClick={() => onOpen('versions')}
        >
          {words.versions}
        </button>
        <button type="button" className="office-button" onClick={() => onOpen('import')}>
          {words.import}
        </button>
        <button
          type="button"
          className="office-button"
          disabled={empty}
          onClick={() => download(`${hall.code}.csv`, 'text/csv', writePlanCsv(drawn()))}
        >
          {words.exportCsv}
        </button>
        <button
          type="button"
          className="office-button"
          disabled={empty}
          onClick={() => download(`${hall.code}.json`, 'application/json', writePlanJson(drawn()))}
        >
          {words.exportJson}
        </button>
        <button type="button" className="office-button" onClick={() => onOpen('help')} aria-keyshortcuts="?">
          {words.help}
        </button>
      </span>
      <span className="designer-top-group">
        <button type="button" className="office-button" disabled={busy || (!dirty && !empty)} onClick={onSave}>
          {words.save}
        </button>
        <button type="button" className="office-button" data-look="primary" disabled={busy} onClick={onPublish}>
          {words.publish}
        </button>
      </span>
    </header>
  );
}

function download(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser has taken the blob by the end of the task that the click began.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
