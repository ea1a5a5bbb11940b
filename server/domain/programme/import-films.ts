import {
  type ImportMapping,
  type ImportPreview,
  type ImportResult,
  shown,
  type WrongLine,
} from '../../contract/api/staff/films-import.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { venueTime } from '../../contract/venue-time.ts';
import { inTransaction, type Sql, sql, type Tx } from '../../db.ts';
import { type Actor, denied } from '../actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { loadCinema } from '../cinema.ts';
import type { House } from '../house.ts';
import { type FilmFile, readFilmFile } from './import/film-file.ts';
import { loadFilms, loadKnown } from './import/known-films.ts';
import { digestOf, type ImportPlan, planImport } from './import/plan-import.ts';
import { suggestMapping } from './import/suggest-mapping.ts';
import { lockForChanges, writeChanges } from './import/write-changes.ts';
import { writeNewFilms } from './import/write-new-films.ts';

/** A file and how to read it; null for a first look, which guesses. */
export interface ImportRequest {
  bytes: Uint8Array;
  mapping: ImportMapping | null;
}

interface Planned {
  file: FilmFile;
  mapping: ImportMapping;
  plan: ImportPlan;
}

/**
 * What the films of a CSV or JSON file would change; writes nothing. Refusals: `unreadable_file` with the problem,
 * `forbidden`.
 */
export async function previewImport(
  house: House,
  actor: Actor,
  request: ImportRequest,
): Promise<ImportPreview | Refusal> {
  const planned = await plannedImport(house, actor, request);
  if (isRefusal(planned)) return planned;
  const { file, mapping, plan } = planned;
  return {
    format: file.format,
    columns: file.columns.map((name, i) => ({ name, samples: samplesOf(file, i) })),
    lines: file.rows.length,
    mapping,
    counts: { new: plan.new.length, changed: plan.changed.length, same: plan.same, wrong: plan.wrong.length },
    new: plan.new.slice(0, shown).map(({ line, film }) => ({ line, film: { ...film, ...brief(film.description) } })),
    changed: plan.changed.slice(0, shown).map(({ line, filmId, title, year, changes }) => ({
      line,
      filmId,
      title,
      year,
      changes: changes.map(({ field, before, after }) => ({ field, before: cut(before), after: cut(after) })),
    })),
    wrong: plan.wrong.slice(0, shown),
    newGenres: [...plan.newGenres.values()],
    digest: await digestOf(plan),
  };
}

/** Every line that would not be taken, with what stands in it. */
export async function wrongLines(
  house: House,
  actor: Actor,
  request: ImportRequest,
): Promise<{ columns: string[]; lines: { wrong: WrongLine; values: string[] }[] } | Refusal> {
  const planned = await plannedImport(house, actor, request);
  if (isRefusal(planned)) return planned;
  const values = new Map(planned.file.rows.map((row) => [row.line, row.values]));
  const lines = planned.plan.wrong.map((wrong) => ({ wrong, values: values.get(wrong.line) ?? [] }));
  return { columns: planned.file.columns, lines };
}

/**
 * Adds and changes the films of a file, all in one transaction; wrong lines are passed over. `digest` is that of the
 * preview which somebody agreed to. Refusals: `changed_meanwhile` if the import would do anything else by now,
 * `unreadable_file`, `forbidden`.
 */
export async function importFilms(
  house: House,
  actor: Actor,
  { bytes, mapping }: { bytes: Uint8Array; mapping: ImportMapping },
  digest: string,
): Promise<ImportResult | Refusal> {
  const no = denied(actor, 'change_film');
  if (no) return no;
  const file = await readFilmFile(bytes);
  if (isRefusal(file)) return file;
  return inTransaction(house.db, async (tx): Promise<ImportResult | Refusal> => {
    // Nobody adds a film meanwhile: see addFilm.
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('film slugs', 0))");
    const plan = await planImport(file, mapping, await loadKnown(tx), await localToday(tx));
    if ((await digestOf(plan)) !== digest) return refuse('changed_meanwhile');
    const stretched = await lockForChanges(tx, plan.changed);
    if (!(await stillAsRead(tx, plan))) return refuse('changed_meanwhile');
    await addGenres(tx, actor, plan.newGenres);
    await writeNewFilms(tx, actor, plan.new);
    const left = await writeChanges(tx, actor, plan.changed, stretched);
    const result = { added: plan.new.length, changed: plan.changed.length - left.length, left };
    await recordAudit(tx, actor, {
      action: 'import_films',
      entity: 'film',
      entityId: 'import',
      after: { ...result, left: left.length, wrong: plan.wrong.length },
    });
    return result;
  });
}

async function plannedImport(house: House, actor: Actor, request: ImportRequest): Promise<Planned | Refusal> {
  const no = denied(actor, 'change_film');
  if (no) return no;
  const file = await readFilmFile(request.bytes);
  if (isRefusal(file)) return file;
  const mapping = request.mapping ?? suggestMapping(file.columns);
  const db = sql(house.db);
  const plan = await planImport(file, mapping, await loadKnown(db), await localToday(db));
  return { file, mapping, plan };
}

async function localToday(sql: Sql): Promise<Temporal.PlainDate> {
  const { timeZone } = await loadCinema(sql);
  return venueTime(new Date(), timeZone).toPlainDate();
}

/** A film that somebody changed between our reading and our locking it. */
async function stillAsRead(tx: Tx, plan: ImportPlan): Promise<boolean> {
  const now = await loadFilms(
    tx,
    plan.changed.map((change) => change.filmId),
  );
  const byId = new Map(now.map((film) => [film.id, JSON.stringify(film)]));
  return plan.changed.every(({ filmId, before }) => byId.get(filmId) === JSON.stringify(before));
}

async function addGenres(tx: Tx, actor: Actor, genres: ReadonlyMap<string, string>): Promise<void> {
  for (const [code, name] of genres) {
    const [added] = await tx.query<{ id: number }>(
      'INSERT INTO genres (code, name) VALUES ($1, $2) ON CONFLICT (code) DO NOTHING RETURNING id',
      [code, name],
    );
    if (added) {
      await recordAudit(tx, actor, { action: 'add_genre', entity: 'genre', entityId: added.id, after: { code, name } });
    }
  }
}

/** The first things that stand in a column. */
function samplesOf(file: FilmFile, column: number): string[] {
  const samples = new Set<string>();
  for (const { values } of file.rows) {
    if (values[column]) samples.add(cut(values[column], 60));
    if (samples.size === 3) break;
  }
  return [...samples];
}

const cut = (text: string, most = 200) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const brief = (description: string | undefined) => (description ? { description: cut(description) } : {});
