import type { LineProblem } from '../../../contract/api/staff/films-import.ts';
import { type Refusal, refuse } from '../../../contract/refusals.ts';
import { readCsv } from './read-csv.ts';
import { readRecords } from './read-records.ts';

/** A file of films as rows of text, before anybody says which column means what. */
export interface FilmFile {
  format: 'csv' | 'json';
  columns: string[];
  /** In the order of the file; `values` goes with `columns`. */
  rows: FileRow[];
}

export interface FileRow {
  /** From 1: the line of a CSV in which the record begins, the place of a JSON record in its list. */
  line: number;
  values: string[];
  /** Why the row cannot be read. */
  problem?: LineProblem;
}

/** Rows beyond this are no cinema's list of films. */
export const mostRows = 50_000;

/**
 * Reads CSV or JSON in UTF-8, or UTF-16 with its mark. Rows that are broken keep their line and say why. Gives way to
 * other requests while it reads. Refusal: `unreadable_file` with what is wrong with the whole.
 */
export async function readFilmFile(bytes: Uint8Array): Promise<FilmFile | Refusal> {
  const stranger = strangeKind(bytes);
  if (stranger) return refuse('unreadable_file', { problem: stranger });
  const text = textOf(bytes);
  if (text === null) return refuse('unreadable_file', { problem: 'encoding' });
  if (text.includes('\0')) return refuse('unreadable_file', { problem: 'binary' });
  if (text.trim() === '') return refuse('unreadable_file', { problem: 'empty' });
  return /^\s*[[{]/.test(text) ? readRecords(text) : readCsv(text.replaceAll(/\r\n?/g, '\n'));
}

/** Source: the first bytes of each kind, as `file(1)` knows them. */
const kinds: [string, number[]][] = [
  ['workbook', [0x50, 0x4b, 0x03, 0x04]],
  ['workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['program', [0x4d, 0x5a, 0x90]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
];

function strangeKind(bytes: Uint8Array): string | null {
  return kinds.find(([, start]) => start.every((byte, i) => bytes[i] === byte))?.[0] ?? null;
}

function textOf(bytes: Uint8Array): string | null {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
