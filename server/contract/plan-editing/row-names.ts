import { changeSeats, type Draft } from './draft.ts';
import { rowsOf } from './rows.ts';

/** `plain`: A to Z, then AA; `clear`: without I and O, which read as figures on a ticket. */
export type RowLetters = 'plain' | 'clear';

const alphabets: Record<RowLetters, string> = {
  plain: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  clear: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
};

/** The name of the row with this index, counted from 0: A, B, … Z, AA, AB, … */
export function rowName(index: number, letters: RowLetters): string {
  const alphabet = alphabets[letters];
  const last = alphabet[index % alphabet.length] ?? '';
  return index < alphabet.length ? last : rowName(Math.floor(index / alphabet.length) - 1, letters) + last;
}

function indexOf(name: string, letters: RowLetters): number {
  const alphabet = alphabets[letters];
  let index = 0;
  for (const letter of name) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return -1;
    index = index * alphabet.length + digit + 1;
  }
  return index - 1;
}

/** The next `count` names after the last one in use. */
export function freeRowNames(draft: Draft, count: number, letters: RowLetters): string[] {
  const used = new Set(draft.seats.map((seat) => seat.row));
  const last = Math.max(-1, ...[...used].map((name) => indexOf(name, letters)));
  return Array.from({ length: count }, (_, i) => rowName(last + 1 + i, letters));
}

/** Letters the rows of the chosen seats anew, from `start`, from the screen back or from the last row forward. */
export function letterRows(
  draft: Draft,
  ids: ReadonlySet<number>,
  scheme: { letters: RowLetters; from: 'front' | 'back'; start?: string },
): Draft {
  const rows = rowsOf(draft.seats.filter((seat) => ids.has(seat.id)));
  if (scheme.from === 'back') rows.reverse();
  const first = Math.max(0, indexOf(scheme.start ?? '', scheme.letters));
  const names = new Map(rows.map((row, i) => [row.name, rowName(first + i, scheme.letters)]));
  return changeSeats(draft, ids, (seat) => ({ row: names.get(seat.row) ?? seat.row }));
}
