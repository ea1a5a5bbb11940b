import { type DragEvent, useState } from 'react';
import { filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';

const size = new Intl.NumberFormat('en', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });

/** A file, by its dialogue or dropped. The same file may be chosen again once it has been mended. */
export function ChooseFile(given: { file: File | null; choose: (file: File) => void; disabled: boolean }) {
  const { file, choose, disabled } = given;
  const [over, setOver] = useState(false);
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  const drop = (event: DragEvent) => {
    drag(false)(event);
    const [dropped] = event.dataTransfer.files;
    if (dropped && !disabled) choose(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to what the field within does
    <div className="films-import-file" data-over={over} onDragOver={drag(true)} onDragLeave={drag(false)} onDrop={drop}>
      <label className="office-button" data-look={file ? undefined : 'primary'}>
        {file ? words.chooseAnother : words.choose}
        <input
          type="file"
          accept=".csv,.tsv,.txt,.json,text/csv,application/json"
          disabled={disabled}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen) choose(chosen);
            event.target.value = '';
          }}
        />
      </label>
      {file ? (
        <span>
          <b>{file.name}</b> <span className="office-muted">{size.format(Math.max(1, file.size / 1000))}</span>
        </span>
      ) : (
        <span className="office-muted">{words.drop}</span>
      )}
    </div>
  );
}
