import { Fragment } from 'react';
import type { ImportPreview } from '../../../server/contract/api/staff/films-import.ts';
import { factWords, filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';
import { SomeOf } from './some-of.tsx';

/** Field by field, what is there now and what would be. */
export function ChangedTable({ preview }: { preview: ImportPreview }) {
  if (preview.counts.changed === 0) return <p>{words.none_.changed}</p>;
  return (
    <>
      <SomeOf list={preview.changed} count={preview.counts.changed} />
      <table className="office-table">
        <thead>
          <tr>
            <th scope="col">{words.line[preview.format]}</th>
            <th scope="col">{words.film}</th>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {preview.changed.map(({ line, title, year, changes }) => (
            <Fragment key={line}>
              {changes.map(({ field, before, after }, i) => (
                <tr key={field}>
                  {i === 0 && (
                    <>
                      <td rowSpan={changes.length}>{line}</td>
                      <th scope="rowgroup" rowSpan={changes.length}>
                        {title} {year && <small>{year}</small>}
                      </th>
                    </>
                  )}
                  <td>{factWords[field] ?? field}</td>
                  <td className="office-muted">{before === '' ? words.empty : <del>{before}</del>}</td>
                  <td>
                    <ins>{after}</ins>
                  </td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </>
  );
}
