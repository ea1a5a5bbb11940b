import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportMapping, ImportPreview } from '../../../server/contract/api/staff/films-import.ts';
import { sql } from '../../../server/db.ts';
import { readFilmFile } from '../../../server/domain/programme/import/film-file.ts';
import { planImport } from '../../../server/domain/programme/import/plan-import.ts';
import { suggestMapping } from '../../../server/domain/programme/import/suggest-mapping.ts';
import { importFilms, previewImport } from '../../../server/domain/programme/import-films.ts';
import { accepted, aFilm, aHall, aScreening, manager, refused, type TestHouse, testHouse } from '../../setup/house.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await testHouse();
});
afterAll(() => home.drop());

const bytes = (text: string) => new TextEncoder().encode(text);
const look = async (text: string | Uint8Array, mapping: ImportMapping | null = null): Promise<ImportPreview> =>
  accepted(await previewImport(home.house, manager, { bytes: typeof text === 'string' ? bytes(text) : text, mapping }));
const write = (text: string, { mapping, digest }: ImportPreview) =>
  importFilms(home.house, manager, { bytes: bytes(text), mapping }, digest);
const films = (where: string) =>
  sql(home.db).query<Record<string, unknown>>(
    `SELECT title, year, duration_minutes AS minutes, director, release_date AS released, age_limit AS age, age_policy AS policy,
            ARRAY(SELECT g.name FROM film_genres fg JOIN genres g ON g.id = fg.genre_id WHERE fg.film_id = films.id ORDER BY position) AS genres
       FROM films WHERE ${where} ORDER BY id`,
  );
const wrong = ({ wrong: lines }: ImportPreview) =>
  lines.map(({ line, problems }) => `${line} ${problems.map(({ code }) => code).join()}`);

test('A preview says what is new, changed, the same and wrong, and writes nothing', async () => {
  await aFilm(home.house, { title: 'Vertigo', year: 1958, durationMinutes: 128, director: 'Alfred Hitchcock' });
  await aFilm(home.house, { title: 'Solaris', year: 1972, durationMinutes: 167 });
  const file = `Title;Year;Running time;Director;Genre
Vertigo;1958;2h 10m;;Drama
Solaris;1972;167;;
Solaris;2002;99;Steven Soderbergh;Drama, Space
;1999;90;;
Amélie;2001;long;;
Stalker;1979
`;
  const preview = await look(file);
  expect(preview.counts).toEqual({ new: 1, changed: 1, same: 1, wrong: 3 });
  expect(preview.changed).toMatchObject([
    {
      line: 2,
      title: 'Vertigo',
      changes: [
        { field: 'durationMinutes', before: '128', after: '130' },
        { field: 'genres', before: '', after: 'drama' },
      ],
    },
  ]);
  expect(preview.new).toMatchObject([{ line: 4, film: { title: 'Solaris', year: 2002, genres: ['drama', 'Space'] } }]);
  expect(preview.newGenres).toEqual(['Space']);
  expect(wrong(preview)).toEqual(['5 no_title', '6 bad_length', '7 too_few_fields']);
  expect(await films(`title IN ('Vertigo', 'Solaris')`)).toHaveLength(2);

  expect(accepted(await write(file, preview))).toEqual({ added: 1, changed: 1, left: [] });
  expect(await films(`title IN ('Vertigo', 'Solaris')`)).toMatchObject([
    // The empty cell left the director alone.
    { title: 'Vertigo', minutes: 130, director: 'Alfred Hitchcock', genres: ['drama'] },
    { title: 'Solaris', year: 1972, minutes: 167 },
    { title: 'Solaris', year: 2002, minutes: 99, genres: ['drama', 'Space'] },
  ]);
  const audited = await sql(home.db).query(
    `SELECT action, count(*) FROM audit_entries WHERE action IN ('import_films', 'change_film', 'add_genre') AND at > now() - interval '1 minute'
      GROUP BY 1 ORDER BY 1`,
  );
  expect(audited).toEqual([
    { action: 'add_genre', count: 3 },
    { action: 'change_film', count: 1 },
    { action: 'import_films', count: 1 },
  ]);
  expect((await look(file)).counts).toEqual({ new: 0, changed: 0, same: 3, wrong: 3 });
});

test('An import that would do something else than its preview is not carried out', async () => {
  const file = 'title,length\nMirror,107\n';
  const preview = await look(file);
  await aFilm(home.house, { title: 'Mirror', durationMinutes: 107 });
  expect(refused(await write(file, preview)).refused).toBe('changed_meanwhile');
  expect(await films(`title = 'Mirror'`)).toHaveLength(1);
});

test('A length that would make screenings overlap is left, the other films are taken', async () => {
  const film = await aFilm(home.house, { title: 'Tight', year: 2020, durationMinutes: 90 });
  const hall = await aHall(home.house);
  const startsAt = new Date(Date.now() + 24 * 3_600_000);
  await aScreening(home.house, { hall, filmId: film.id, startsAt });
  // 15 minutes before the film, 90 of it, 15 to clean: exactly adjacent.
  await aScreening(home.house, { hall, filmId: film.id, startsAt: new Date(startsAt.getTime() + 120 * 60_000) });
  const file = 'title,year,length\nTight,2020,91\nLoose,2020,80\n';
  const result = accepted(await write(file, await look(file)));
  expect(result).toMatchObject({ added: 1, changed: 0, left: [{ line: 2, title: 'Tight' }] });
  expect(await films(`title IN ('Tight', 'Loose')`)).toMatchObject([
    { title: 'Tight', minutes: 90 },
    { title: 'Loose', minutes: 80 },
  ]);
});

test('Broken quotes spoil their own line and no other', async () => {
  const file = `title,length,director
A,90,X

B "x" y,91,Y
"D
d",93,Z
"E,94,Q
F,95,R
"G",96,"a ""b"" c"
`;
  const read = accepted(await readFilmFile(bytes(file)));
  expect(read.rows.map(({ line, values, problem }) => [line, problem?.code ?? values.join('|')])).toEqual([
    [2, 'A|90|X'],
    [4, 'broken_quotes'],
    [5, 'D\nd|93|Z'],
    [7, 'broken_quotes'],
    [8, 'F|95|R'],
    [9, 'G|96|a "b" c'],
  ]);
  const windows = accepted(await readFilmFile(bytes(`\uFEFF${file.replaceAll('\n', '\r\n')}`)));
  expect(windows).toEqual(read);
});

test.each([
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), 'picture'],
  ['a program', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3]), 'program'],
  ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20]), 'workbook'],
  ['another encoding', new Uint8Array([0x74, 0xef, 0xf0, 0x2c, 0xe8]), 'encoding'],
  ['no text', bytes('title\0,length'), 'binary'],
  ['nothing', bytes(' \n'), 'empty'],
  ['broken JSON', bytes('[{"title":"A"'), 'json'],
  ['JSON without a list', bytes('{"title":"A"}'), 'no_list'],
  ['quotes in every line', bytes(`title,length\n${'"x,1\n'.repeat(3000)}`), 'quotes'],
  ['more lines than films', bytes(`title\n${'x\n'.repeat(60_000)}`), 'too_many'],
])('A file that is %s is refused as a whole', async (_name, given, problem) => {
  expect(refused(await readFilmFile(given))).toEqual({ refused: 'unreadable_file', details: { problem } });
});

test('UTF-16 with its mark, as spreadsheets write it, is read', async () => {
  const text = 'title\tlength\nТіні забутих предків\t97\n';
  const file = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
  expect(accepted(await readFilmFile(file)).rows).toEqual([{ line: 2, values: ['Тіні забутих предків', '97'] }]);
});

test('Of 3,201 real films, those with a length are new, and every other says what it lacks', async () => {
  const movies = await readFile('node_modules/vega-datasets/data/movies.json');
  const file = accepted(await readFilmFile(movies));
  const mapping = suggestMapping(file.columns);
  expect(mapping.columns).toEqual({
    title: 'Title',
    minutes: 'Running Time min',
    releaseDate: 'Release Date',
    director: 'Director',
    genres: 'Major Genre',
    rating: 'MPAA Rating',
  });
  const known = { films: [], genres: [{ code: 'thriller', name: 'Thriller' }] };
  const today = Temporal.PlainDate.from('2026-11-23');
  // Counted in the file: 1,209 have a length; of these one has no title, and three are dated 2033 or later.
  const plan = await planImport(file, mapping, known, today);
  expect({ new: plan.new.length, wrong: plan.wrong.length }).toEqual({ new: 1205, wrong: 1996 });
  const generous = await planImport(file, { ...mapping, defaultMinutes: 100 }, known, today);
  const codes = generous.wrong.flatMap(({ problems }) => problems.map(({ code }) => code));
  expect({ new: generous.new.length, dates: codes.filter((code) => code === 'date_too_far').length }).toEqual({
    new: 3185,
    dates: 15,
  });
  expect(codes.filter((code) => code !== 'date_too_far')).toEqual(['no_title']);
  const titled = (title: string) => generous.new.find(({ film }) => film.title === title)?.film;
  expect(titled('The Land Girls')).toEqual({
    title: 'The Land Girls',
    durationMinutes: 100,
    releaseDate: '1998-06-12',
    year: 1998,
    ageLimit: 17,
    agePolicy: 'accompanied',
    genres: [],
  });
  // A number for a title; half of a genre that is known.
  expect(titled('300')).toMatchObject({ durationMinutes: 117, year: 2007 });
  expect(generous.newGenres.has('thriller-suspense')).toBe(false);
});

test('Ten megabytes with broken lines take seconds, and others have their turn meanwhile', async () => {
  const good = (i: number) => `Film ${i},${60 + (i % 100)},${1950 + (i % 70)},"${'lorem ipsum, dolor '.repeat(15)}"\n`;
  const lines = Array.from({ length: 32_000 }, (_, i) => (i % 1_000 === 7 ? `"Broken ${i},90,2000,x\n` : good(i)));
  const file = bytes(`title,length,year,description\n${lines.join('')}`);
  expect(file.length).toBeGreaterThan(9_000_000);
  // Of the processor's time, of which whatever else runs on the machine takes none.
  const spent = () => Object.values(process.threadCpuUsage()).reduce((sum, part) => sum + part / 1_000, 0);
  let longest = 0;
  let last = spent();
  const pulse = setInterval(() => {
    longest = Math.max(longest, spent() - last);
    last = spent();
  }, 5);
  const started = spent();
  const preview = await look(file);
  clearInterval(pulse);
  expect(preview.counts).toEqual({ new: 31_968, changed: 0, same: 0, wrong: 32 });
  expect(spent() - started).toBeLessThan(8_000);
  expect(longest).toBeLessThan(1_000);
});
