import type { ImportResult } from '../../../server/contract/api/staff/films-import.ts';
import { filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';
import { WrongLines } from './wrong-table.tsx';

export function Outcome({ result }: { result: ImportResult }) {
  return (
    <>
      <p className="office-note" data-tone="good">
        {words.done(result.added, result.changed)} <a href="/admin/resources/films">{words.seeFilms}</a>
      </p>
      {result.left.length > 0 && (
        <>
          <h2>{words.leftAsTheyWere}</h2>
          <WrongLines lines={result.left} format="csv" />
        </>
      )}
    </>
  );
}
