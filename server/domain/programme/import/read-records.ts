import { setImmediate } from 'node:timers/promises';
import { type Refusal, refuse } from '../../../contract/refusals.ts';
import { type FileRow, type FilmFile, mostRows } from './film-file.ts';

/** Records between two turns of others. */
const turn = 1_000;

/** Reads a JSON list of flat records, or an object with one such list in it. */
export async function readRecords(text: string): Promise<FilmFile | Refusal> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('unreadable_file', { problem: 'json' });
  }
  const list = listIn(value);
  if (!list) return refuse('unreadable_file', { problem: 'no_list' });
  if (list.length === 0) return refuse('unreadable_file', { problem: 'empty' });
  if (list.length > mostRows) return refuse('unreadable_file', { problem: 'too_many' });
  const columns = new Map<string, number>();
  for (const [i, record] of list.entries()) {
    if (i % turn === 0) await setImmediate();
    if (isRecord(record)) for (const name of Object.keys(record)) columns.set(name, columns.get(name) ?? columns.size);
    if (columns.size > 200) return refuse('unreadable_file', { problem: 'no_list' });
  }
  if (columns.size === 0) return refuse('unreadable_file', { problem: 'no_list' });
  const rows: FileRow[] = [];
  for (const [i, record] of list.entries()) {
    if (i % turn === 0) await setImmediate();
    rows.push(rowOf(record, i + 1, columns));
  }
  return { format: 'json', columns: [...columns.keys()], rows };
}

function rowOf(record: unknown, line: number, columns: Map<string, number>): FileRow {
  if (!isRecord(record)) return { line, values: [], problem: { code: 'not_a_record' } };
  const values: string[] = new Array<string>(columns.size).fill('');
  for (const [name, value] of Object.entries(record)) {
    const said = textOf(value);
    if (said === null) return { line, values, problem: { code: 'nested', value: name.slice(0, 80) } };
    values[columns.get(name) ?? 0] = said;
  }
  return { line, values };
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value).trim();
  if (!Array.isArray(value)) return null;
  const parts = value.map((part) => (Array.isArray(part) ? null : textOf(part)));
  return parts.includes(null) ? null : parts.join('; ');
}

function listIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return null;
  const lists = Object.values(value).filter((each) => Array.isArray(each));
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
