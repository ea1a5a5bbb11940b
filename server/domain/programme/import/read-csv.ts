import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { type Refusal, refuse } from '../../../contract/refusals.ts';
import { type FileRow, type FilmFile, mostRows } from './film-file.ts';

/** Characters of a record; a quotation mark that never closes is noticed here, not at the end of the file. */
const longestRecord = 100_000;
/** Read at a time, before others have their turn. */
const piece = 64 * 1024;
/** After so many places where the quotes are wrong, the file is none. */
const mostBreaks = 1_000;

/**
 * Reads comma-, semicolon- or tab-separated text with the columns' names in its first row. Where the quotes of a record
 * are broken, the record is put down as such and reading goes on in the next line.
 */
export async function readCsv(text: string): Promise<FilmFile | Refusal> {
  const lines = lineStarts(text);
  const delimiter = delimiterOf(text);
  const rows: FileRow[] = [];
  let header: string[] | null = null;
  for (let line = 1, breaks = 0; line <= lines.length; breaks++) {
    if (breaks > mostBreaks) return refuse('unreadable_file', { problem: 'quotes' });
    const above = line - 1;
    let done = above;
    const fault = await readPieces(text.slice(lines[above]), delimiter, (record, linesRead) => {
      const first = firstFilled(text, lines, done + 1);
      done = above + linesRead;
      if (header) rows.push(fitted(record, first, header.length));
      else header = columnNames(record);
      return rows.length <= mostRows;
    });
    if (rows.length > mostRows) return refuse('unreadable_file', { problem: 'too_many' });
    if (!fault) break;
    if (!header) return refuse('unreadable_file', { problem: 'header' });
    const broken = firstFilled(text, lines, done + 1);
    rows.push({ line: broken, values: [], problem: { code: 'broken_quotes', value: excerpt(text, lines, broken) } });
    line = broken + 1;
  }
  if (!header) return refuse('unreadable_file', { problem: 'empty' });
  return { format: 'csv', columns: header, rows };
}

/** Hands over records until one is broken, which it answers, or `take` has had enough. */
async function readPieces(
  text: string,
  delimiter: string,
  take: (record: string[], linesRead: number) => boolean,
): Promise<CsvError | null> {
  let enough = false;
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: longestRecord,
    // Not through the stream, which drops what it has buffered when a later record is broken.
    on_record: (record: string[], { lines }: { lines: number }) => {
      if (!enough) enough = !take(record, lines);
      return null;
    },
  });
  async function* pieces() {
    for (let at = 0; at < text.length && !enough; at += piece) {
      await setImmediate();
      yield text.slice(at, at + piece);
    }
  }
  try {
    await pipeline(pieces, parser.resume());
    return null;
  } catch (fault) {
    if (fault instanceof CsvError) return fault;
    throw fault;
  }
}

function fitted(record: string[], line: number, width: number): FileRow {
  if (record.length === width) return { line, values: record };
  // Spreadsheets leave empty cells at the end of a row, or take them away.
  const rest = record.slice(width);
  if (rest.length > 0 && rest.every((cell) => cell === '')) return { line, values: record.slice(0, width) };
  const code = record.length < width ? 'too_few_fields' : 'too_many_fields';
  return { line, values: record.slice(0, width), problem: { code, value: `${record.length}/${width}` } };
}

/** Names that are missing or come twice are told apart by their place. */
function columnNames(record: string[]): string[] {
  const names: string[] = [];
  for (const [i, cell] of record.entries()) {
    const name = cell.slice(0, 100);
    names.push(name === '' ? `Column ${i + 1}` : names.includes(name) ? `${name} (${i + 1})` : name);
  }
  return names;
}

/** Of the usual ones, whichever comes most often in the first line. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const count = (sign: string) => head.split(sign).length;
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1 && at + 1 < text.length; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/** A record begins in the next line that is not empty. */
function firstFilled(text: string, lines: number[], from: number): number {
  let line = from;
  while (line < lines.length && /^\s*$/.test(lineOf(text, lines, line))) line += 1;
  return line;
}

const lineOf = (text: string, lines: number[], line: number) => text.slice(lines[line - 1] ?? 0, lines[line]);
const excerpt = (text: string, lines: number[], line: number) => lineOf(text, lines, line).trim().slice(0, 80);
