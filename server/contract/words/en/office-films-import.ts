import type { FilmField, LineProblem, LineProblemCode } from '../../api/staff/films-import.ts';
import { counted } from './plural.ts';

export const fieldWords: Record<FilmField, string> = {
  title: 'Title',
  originalTitle: 'Original title',
  minutes: 'Length',
  releaseDate: 'Release date',
  year: 'Year',
  director: 'Director',
  genres: 'Genres',
  rating: 'Age rating',
  description: 'Description',
  cast: 'Cast',
  country: 'Country',
  language: 'Language',
};

/** What of a film changes, by the names of its facts. */
export const factWords: Record<string, string> = {
  ...fieldWords,
  durationMinutes: 'Length in minutes',
  ageLimit: 'Age limit',
  agePolicy: 'Age policy',
};

const problems: Record<LineProblemCode, (value: string, field: string) => string> = {
  broken_quotes: () => 'A quotation mark is in the wrong place, or never closes',
  too_few_fields: (value) => `${value.replace('/', ' cells instead of ')}`,
  too_many_fields: (value) => `${value.replace('/', ' cells instead of ')}; a text with a comma needs quotation marks`,
  not_a_record: () => 'Not a record of fields',
  nested: (value) => `“${value}” holds a record, not a text or a number`,
  too_long: (value, field) => `${field} is too long: ${value} characters`,
  bad_text: (_value, field) => `${field} has characters that are no text`,
  no_title: () => 'No title',
  no_length: () => 'No length',
  bad_length: (value) => `“${value}” is no length between 1 and 600 minutes`,
  bad_date: (value) => `“${value}” is no date`,
  date_too_far: (value) => `“${value}” lies more than five years ahead; was another century meant?`,
  bad_year: (value) => `“${value}” is no year of a film`,
  unknown_rating: (value) => `“${value}” is no age rating known here`,
  unknown_country: (value) => `“${value}” is no country known here`,
  unknown_language: (value) => `“${value}” is no language known here`,
  same_film_above: (value) => `The same film as in line ${value}`,
  title_not_unique: (value) => `Several films are called “${value}”; a year would tell which is meant`,
  overlaps: (value) =>
    `With the new length, ${counted(Number(value), 'screening', 'screenings')} would run into the next; left as it was`,
};

export function problemInWords({ code, field, value = '' }: LineProblem): string {
  return problems[code](value, field ? fieldWords[field] : 'The cell');
}

const files: Record<string, string> = {
  workbook: 'This is a spreadsheet’s own format. Save it as “CSV UTF-8” and choose that file.',
  picture: 'This is a picture. Choose a CSV or JSON file.',
  pdf: 'This is a PDF. Choose a CSV or JSON file.',
  program: 'This is a program. Choose a CSV or JSON file.',
  binary: 'This is no text. Choose a CSV or JSON file.',
  encoding:
    'The letters of this file cannot be read. Save it in UTF-8 (in a spreadsheet: “CSV UTF-8”) and choose it again.',
  empty: 'There are no films in this file.',
  header: 'The first row, with the names of the columns, is broken: its quotation marks do not match.',
  quotes: 'The quotation marks of this file are broken in too many places.',
  json: 'This file begins as JSON but breaks off or has a mistake in it.',
  no_list: 'This JSON holds no list of films.',
  too_many: 'That is more than 50,000 lines. Split the file.',
  missing: 'Choose a CSV or JSON file.',
};

export const unreadableFile = (problem: unknown) => files[String(problem)] ?? files.binary ?? '';

const films = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'film' : 'films'}`;

export const filmsImportWords = {
  title: 'Import films',
  intro: 'A CSV or JSON file of up to 10 MB. Nothing is written before you have seen what would change.',
  choose: 'Choose a file',
  chooseAnother: 'Choose another file',
  drop: 'or drop it here',
  reading: 'Reading the file…',
  writing: 'Writing the films…',
  tooLarge: 'This file is larger than 10 MB. Split it, or leave out what films do not need.',
  columns: 'Which column is what?',
  none: '– none –',
  defaultMinutes: 'Length for new films without one',
  minutes: 'minutes',
  defaultHint: 'Left empty, they count as wrong.',
  dateOrder: 'A date such as 03/04/1998 means',
  dayFirst: '3 April',
  monthFirst: '4 March',
  tabs: { new: 'New', changed: 'Changed', wrong: 'Wrong', same: 'As they are' },
  tabList: 'What the import would do',
  line: { csv: 'Line', json: 'No.' },
  film: 'Film',
  year: 'Year',
  length: 'Length',
  director: 'Director',
  genres: 'Genres',
  rating: 'Age',
  field: 'Field',
  before: 'Now',
  after: 'Then',
  reason: 'Why it is not taken',
  empty: 'nothing',
  noTitle: 'without a title',
  someOf: (some: number, all: number) => `The first ${some} of ${all.toLocaleString('en')}.`,
  wrongInFile: 'All of them are in the list to download.',
  download: 'Download the wrong lines',
  newGenres: (names: string[]) =>
    `${names.length === 1 ? 'A new genre comes' : `${names.length} new genres come`} with them: ${names.join(', ')}.`,
  minutesShort: (minutes: number) => `${minutes} min`,
  none_: {
    new: 'No film of the file is new.',
    changed: 'No film that you have would change.',
    wrong: 'Every line can be read.',
  },
  same: (count: number) => `${films(count)} of the file ${count === 1 ? 'is' : 'are'} here already, just so.`,
  submit: (added: number, changed: number) =>
    [
      added > 0 ? `Add ${films(added)}` : '',
      changed > 0 ? `${added > 0 ? 'change' : 'Change'} ${changed.toLocaleString('en')}` : '',
    ]
      .filter(Boolean)
      .join(' and ') || 'Nothing to write',
  leftOut: (count: number) =>
    `${count.toLocaleString('en')} wrong ${count === 1 ? 'line' : 'lines'} ${count === 1 ? 'is' : 'are'} left out.`,
  done: (added: number, changed: number) => `${films(added)} added, ${changed.toLocaleString('en')} changed.`,
  leftAsTheyWere: 'Left as they were:',
  seeFilms: 'See the films',
};
