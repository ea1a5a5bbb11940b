import { filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';
import { ChooseFile } from './choose-file.tsx';
import { MappingForm } from './mapping-form.tsx';
import { Outcome } from './outcome.tsx';
import { PreviewTabs } from './preview-tabs.tsx';
import { useImport } from './use-import.ts';

/** From a distributor's list to films: choose, say which column is what, look, confirm. */
export default function FilmsImport() {
  const { file, preview, result, refused, busy, choose, map, write } = useImport();
  const toWrite = preview ? preview.counts.new + preview.counts.changed : 0;
  return (
    <section className="office films-import" aria-labelledby="films-import-title">
      <h1 id="films-import-title">{words.title}</h1>
      <p className="office-muted">{words.intro}</p>
      <ChooseFile file={file} choose={choose} disabled={busy === 'writing'} />
      <div aria-live="polite">
        {refused && (
          <p className="office-note" data-tone="bad">
            {refused}
          </p>
        )}
        {busy && <p className="films-import-busy">{words[busy]}</p>}
        {result && <Outcome result={result} />}
      </div>
      {preview && !result && (
        <>
          <MappingForm preview={preview} map={map} disabled={busy === 'writing'} />
          <div className="films-import-preview" aria-busy={busy === 'reading'}>
            <PreviewTabs preview={preview} file={file} />
          </div>
          <div className="films-import-foot">
            <button
              type="button"
              className="office-button"
              data-look="primary"
              disabled={busy !== null || toWrite === 0}
              onClick={() => void write()}
            >
              {words.submit(preview.counts.new, preview.counts.changed)}
            </button>
            {preview.counts.wrong > 0 && <span className="office-muted">{words.leftOut(preview.counts.wrong)}</span>}
            {preview.newGenres.length > 0 && <span className="office-muted">{words.newGenres(preview.newGenres)}</span>}
          </div>
        </>
      )}
    </section>
  );
}
