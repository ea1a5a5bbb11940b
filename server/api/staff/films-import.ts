import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler, Router } from 'express';
import type { WrongLine } from '../../contract/api/staff/films-import.ts';
import { isRefusal, refuse } from '../../contract/refusals.ts';
import { problemInWords } from '../../contract/words/en/office-films-import.ts';
import type { Deps } from '../../deps.ts';
import { denied } from '../../domain/actor.ts';
import { importFilms, previewImport, wrongLines } from '../../domain/programme/import-films.ts';
import { sendRefusal } from '../refusals.ts';
import { csvRow } from './csv.ts';
import { filmForm, filmUpload } from './film-file.ts';

/** The file comes with every step, so that nothing of it has to be kept between them. */
export function installFilmsImport(router: Router, deps: Deps): void {
  router.post('/films-import/preview', allowed, filmUpload, async (req, res) => {
    const form = filmForm(req);
    const preview = isRefusal(form) ? form : await previewImport(deps, res.locals.actor, form);
    if (isRefusal(preview)) sendRefusal(res, preview);
    else res.json(preview);
  });
  router.post('/films-import/apply', allowed, filmUpload, async (req, res) => {
    const form = filmForm(req);
    if (isRefusal(form)) return sendRefusal(res, form);
    const { bytes, mapping, digest } = form;
    if (!mapping || !digest) return sendRefusal(res, refuse('invalid_request'));
    const result = await importFilms(deps, res.locals.actor, { bytes, mapping }, digest);
    if (isRefusal(result)) sendRefusal(res, result);
    else res.json(result);
  });
  router.post('/films-import/wrong-lines', allowed, filmUpload, async (req, res) => {
    const form = filmForm(req);
    const wrong = isRefusal(form) ? form : await wrongLines(deps, res.locals.actor, form);
    if (isRefusal(wrong)) return sendRefusal(res, wrong);
    res.attachment('wrong-lines.csv').type('text/csv; charset=utf-8');
    await pipeline(Readable.from(csvOf(wrong)), res);
  });
}

/** Nobody uploads 10 MB to be told afterwards that they may not. */
const allowed: RequestHandler = (_req, res, next) => {
  const no = denied(res.locals.actor, 'change_film');
  if (no) sendRefusal(res, no);
  else next();
};

/** With a byte order mark, without which spreadsheets take UTF-8 for something else. */
function* csvOf({ columns, lines }: { columns: string[]; lines: { wrong: WrongLine; values: string[] }[] }) {
  yield `\uFEFF${csvRow(['line', 'reason', ...columns])}`;
  for (const { wrong, values } of lines) {
    yield csvRow([`${wrong.line}`, wrong.problems.map(problemInWords).join('; '), ...values]);
  }
}
