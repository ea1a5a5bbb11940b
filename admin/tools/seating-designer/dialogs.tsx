import { useState } from 'react';
import type { HallPlans, PlanVersion } from '../../../server/contract/api/staff/halls.ts';
import { comparePlans, isUnchanged, type PlanChanges } from '../../../server/contract/plan-editing/compare-plans.ts';
import type { Draft } from '../../../server/contract/plan-editing/draft.ts';
import { MOST_BYTES, readPlanFile } from '../../../server/contract/plan-editing/plan-file.ts';
import type { DrawnPlan } from '../../../server/contract/plan-problems.ts';
import { designerShortcuts, designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import { fileProblemWords } from '../../../server/contract/words/en/office-designer-files.ts';
import { useOffice } from '../../components/office-state.ts';
import { Dialog } from '../parts/dialog.tsx';

export function HelpDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog title={words.shortcutsTitle} onClose={onClose} wide>
      <dl className="designer-shortcuts">
        {designerShortcuts.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

interface VersionsProps {
  hall: HallPlans;
  onRestore(version: PlanVersion): void;
  onClose(): void;
}

export function VersionsDialog({ hall, onRestore, onClose }: VersionsProps) {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: useOffice().zone });
  return (
    <Dialog title={words.versionsTitle(hall.name)} onClose={onClose} wide>
      <ul className="designer-versions">
        {hall.plans.map((plan) => (
          <li key={plan.id} data-status={plan.status}>
            <strong>{words.version(plan.version)}</strong>
            <span className="designer-status">{words.statuses[plan.status]}</span>
            <time dateTime={plan.publishedAt ?? plan.createdAt}>
              {day.format(new Date(plan.publishedAt ?? plan.createdAt))}
            </time>
            <span className="office-muted">{words.versionFacts(plan.seats, plan.comingScreenings)}</span>
            <button type="button" className="office-button designer-small" onClick={() => onRestore(plan)}>
              {words.restore}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

interface PublishProps {
  hall: HallPlans;
  /** What is on sale, if anything is. */
  onSale: { version: PlanVersion; plan: DrawnPlan } | null;
  drawn: DrawnPlan;
  /** Words if the server said no. */
  refused: string | null;
  busy: boolean;
  onPublish(): void;
  onClose(): void;
}

/** What publishing will change, and what it will leave alone, before it is done. */
export function PublishDialog({ hall, onSale, drawn, refused, busy, onPublish, onClose }: PublishProps) {
  const changes = onSale && comparePlans(onSale.plan, drawn);
  const over = hall.capacity !== null && drawn.seats.length > hall.capacity;
  return (
    <Dialog title={words.publishTitle(hall.name)} onClose={onClose} wide>
      {onSale && changes ? (
        <>
          <Changes changes={changes} version={onSale.version.version} />
          <p>{words.keepsPlan(onSale.version.comingScreenings, onSale.version.version)}</p>
          <p>{words.getsPlan}</p>
        </>
      ) : (
        <p>{words.publishFirst}</p>
      )}
      {over && hall.capacity !== null && (
        <p className="office-note" data-tone="bad">
          {words.ofLicence(drawn.seats.length, hall.capacity)}
        </p>
      )}
      {refused && (
        <p className="office-note" data-tone="bad" role="alert">
          {refused}
        </p>
      )}
      <div className="office-dialog-acts">
        <button type="button" className="office-button" data-look="primary" disabled={busy || over} onClick={onPublish}>
          {words.publishNow}
        </button>
      </div>
    </Dialog>
  );
}

function Changes({ changes, version }: { changes: PlanChanges; version: number }) {
  if (isUnchanged(changes)) return <p>{words.publishSame(version)}</p>;
  const { added, removed, renamed, moved, changed, reshaped } = changes;
  return (
    <>
      <p>{words.changesSince(version)}</p>
      <ul className="designer-changes">
        {added.length > 0 && <li data-change="added">{words.added(added)}</li>}
        {removed.length > 0 && <li data-change="removed">{words.removed(removed)}</li>}
        {renamed.length > 0 && <li data-change="renamed">{words.renamed(renamed)}</li>}
        {moved.length > 0 && <li>{words.moved(moved)}</li>}
        {changed.length > 0 && <li>{words.changed(changed)}</li>}
        {reshaped && <li>{words.reshaped}</li>}
      </ul>
    </>
  );
}

interface ImportProps {
  categories: readonly string[];
  onImport(draft: Draft): void;
  onClose(): void;
}

const MOST_LINES = 30;

/** Takes a plan over from a file, whole or not at all. */
export function ImportDialog({ categories, onImport, onClose }: ImportProps) {
  const [wrong, setWrong] = useState<string[]>([]);
  const read = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_BYTES) return setWrong([words.tooLarge]);
    const result = readPlanFile(await file.text(), new Set(categories));
    if ('draft' in result) onImport(result.draft);
    else setWrong(result.problems.map((problem) => fileProblemWords(problem, result.counted, categories)));
  };
  return (
    <Dialog title={words.importTitle} onClose={onClose} wide>
      <p>{words.importHint}</p>
      <label className="designer-field">
        <span>{words.importFile}</span>
        <input
          type="file"
          accept=".csv,.json,text/csv,application/json"
          onChange={(event) => {
            void read(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      {wrong.length > 0 && (
        <div className="office-note" data-tone="bad" role="alert">
          <p>{words.importRefused(wrong.length)}</p>
          <ul className="designer-changes">
            {wrong.slice(0, MOST_LINES).map((line) => (
              <li key={line}>{line}</li>
            ))}
            {wrong.length > MOST_LINES && <li>{words.more(wrong.length - MOST_LINES)}</li>}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
