import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  getWrongLines,
  importFilms as importOperation,
  previewFilmsImport,
  type WrongLine,
} from '../../contract/api/staff/films-import.ts';
import { isRefusal, refuse } from '../../contract/refusals.ts';
import { problemInWords } from '../../contract/words/en/office-films-import.ts';
import { importFilms, previewImport, wrongLines } from '../../domain/programme/import-films.ts';
import { type Api, serve } from '../serve.ts';
import { allowedTo } from './allowed-to.ts';
import { csvRow } from './csv.ts';
import { filmForm, filmUpload } from './film-file.ts';

/** The file comes with every step, so that nothing of it has to be kept between them. */
export function installFilmsImport(api: Api): void {
  const { deps } = api;
  const before = [allowedTo('change_film'), filmUpload];
  serve(
    api,
    previewFilmsImport,
    ({ actor, req }) => {
      const form = filmForm(req);
      return isRefusal(form) ? form : previewImport(deps, actor, form);
    },
    before,
  );
  serve(
    api,
    importOperation,
    ({ actor, req }) => {
      const form = filmForm(req);
      if (isRefusal(form)) return form;
      const { bytes, mapping, digest } = form;
      if (!mapping || !digest) return refuse('invalid_request');
      return importFilms(deps, actor, { bytes, mapping }, digest);
    },
    before,
  );
  serve(
    api,
    getWrongLines,
    async ({ actor, req, res }) => {
      const form = filmForm(req);
      const wrong = isRefusal(form) ? form : await wrongLines(deps, actor, form);
      if (isRefusal(wrong)) return wrong;
      res.attachment('wrong-lines.csv').type('text/csv; charset=utf-8');
      await pipeline(Readable.from(csvOf(wrong)), res);
      return '';
    },
    before,
  );
}

/** With a byte order mark, without which spreadsheets take UTF-8 for something else. */
function* csvOf({ columns, lines }: { columns: string[]; lines: { wrong: WrongLine; values: string[] }[] }) {
  yield `\uFEFF${csvRow(['line', 'reason', ...columns])}`;
  for (const { wrong, values } of lines) {
    yield csvRow([`${wrong.line}`, wrong.problems.map(problemInWords).join('; '), ...values]);
  }
}
