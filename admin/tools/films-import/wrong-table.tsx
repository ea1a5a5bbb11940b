import { useState } from 'react';
import type { ImportPreview, WrongLine } from '../../../server/contract/api/staff/films-import.ts';
import { problemInWords, filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';
import { downloadWrongLines } from './download-wrong-lines.ts';
import { SomeOf } from './some-of.tsx';

/** What is not taken, and why; all of it to download, mend and import again. */
export function WrongTable({ preview, file }: { preview: ImportPreview; file: File | null }) {
  const [refused, setRefused] = useState<string | null>(null);
  if (preview.counts.wrong === 0) return <p>{words.none_.wrong}</p>;
  return (
    <>
      <div className="films-import-download">
        {file && (
          <button
            type="button"
            className="office-button"
            onClick={async () => setRefused(await downloadWrongLines(file, preview.mapping))}
          >
            {words.download}
          </button>
        )}
        <SomeOf list={preview.wrong} count={preview.counts.wrong} more={words.wrongInFile} />
      </div>
      {refused && (
        <p className="office-note" data-tone="bad" role="alert">
          {refused}
        </p>
      )}
      <WrongLines lines={preview.wrong} format={preview.format} />
    </>
  );
}

export function WrongLines({ lines, format }: { lines: WrongLine[]; format: ImportPreview['format'] }) {
  return (
    <table className="office-table">
      <thead>
        <tr>
          <th scope="col">{words.line[format]}</th>
          <th scope="col">{words.film}</th>
          <th scope="col">{words.reason}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ line, title, problems }) => (
          <tr key={line}>
            <td>{line}</td>
            <th scope="row">{title ?? <span className="office-muted">{words.noTitle}</span>}</th>
            <td>{problems.map(problemInWords).join('; ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
