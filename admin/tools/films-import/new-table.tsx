import type { ImportPreview } from '../../../server/contract/api/staff/films-import.ts';
import { filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';
import { SomeOf } from './some-of.tsx';

export function NewTable({ preview }: { preview: ImportPreview }) {
  if (preview.counts.new === 0) return <p>{words.none_.new}</p>;
  return (
    <>
      <SomeOf list={preview.new} count={preview.counts.new} />
      <table className="office-table">
        <thead>
          <tr>
            <th scope="col">{words.line[preview.format]}</th>
            <th scope="col">{words.film}</th>
            <th scope="col">{words.year}</th>
            <th scope="col">{words.length}</th>
            <th scope="col">{words.director}</th>
            <th scope="col">{words.genres}</th>
            <th scope="col">{words.rating}</th>
          </tr>
        </thead>
        <tbody>
          {preview.new.map(({ line, film }) => (
            <tr key={line}>
              <td>{line}</td>
              <th scope="row">{film.title}</th>
              <td>{film.year}</td>
              <td>{film.durationMinutes && words.minutesShort(film.durationMinutes)}</td>
              <td>{film.director}</td>
              <td>{film.genres?.join(', ')}</td>
              <td>{film.ageLimit === undefined ? '' : `${film.ageLimit}+`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
