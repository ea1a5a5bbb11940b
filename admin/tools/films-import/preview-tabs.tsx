import { type KeyboardEvent, useEffect, useState } from 'react';
import type { ImportPreview } from '../../../server/contract/api/staff/films-import.ts';
import { filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';
import { ChangedTable } from './changed-table.tsx';
import { NewTable } from './new-table.tsx';
import { WrongTable } from './wrong-table.tsx';

const kinds = ['new', 'changed', 'wrong', 'same'] as const;
type Kind = (typeof kinds)[number];

/** What the import would do, kind by kind; it opens where there is something to see. */
export function PreviewTabs({ preview, file }: { preview: ImportPreview; file: File | null }) {
  const { counts } = preview;
  const [chosen, choose] = useState<Kind | null>(null);
  // Another file begins anew; another mapping of the same file leaves the tab that somebody chose.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is what it depends on
  useEffect(() => choose(null), [file]);
  const open = chosen ?? kinds.find((kind) => counts[kind] > 0) ?? 'new';
  const turn = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && kinds[(kinds.indexOf(open) + step + kinds.length) % kinds.length];
    if (!next) return;
    event.preventDefault();
    choose(next);
    document.getElementById(`films-import-tab-${next}`)?.focus();
  };
  return (
    <>
      <div className="films-import-tabs" role="tablist" aria-label={words.tabList} onKeyDown={turn}>
        {kinds.map((kind) => (
          <button
            type="button"
            role="tab"
            key={kind}
            id={`films-import-tab-${kind}`}
            aria-selected={kind === open}
            aria-controls="films-import-panel"
            tabIndex={kind === open ? 0 : -1}
            data-tone={kind === 'wrong' && counts.wrong > 0 ? 'warn' : undefined}
            onClick={() => choose(kind)}
          >
            <b className="figures">{counts[kind].toLocaleString('en')}</b> {words.tabs[kind]}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the panel scrolls, and the keyboard scrolls it */}
      <div id="films-import-panel" role="tabpanel" aria-labelledby={`films-import-tab-${open}`} tabIndex={0}>
        {open === 'new' && <NewTable preview={preview} />}
        {open === 'changed' && <ChangedTable preview={preview} />}
        {open === 'wrong' && <WrongTable preview={preview} file={file} />}
        {open === 'same' && <p>{words.same(counts.same)}</p>}
      </div>
    </>
  );
}
