import { getWrongLines, type ImportMapping } from '../../../server/contract/api/staff/films-import.ts';
import { isRefused, operate } from '../client.ts';

/** Saves the lines that are not taken, with their reasons, as CSV. Answers what went wrong, or null. */
export async function downloadWrongLines(file: File, mapping: ImportMapping): Promise<string | null> {
  const table = await operate(getWrongLines, { body: { file, mapping } });
  if (isRefused(table)) return table.message;
  const link = document.createElement('a');
  // The mark that tells spreadsheets of UTF-8 is lost where text is read.
  link.href = URL.createObjectURL(new Blob(['\uFEFF', table], { type: 'text/csv' }));
  link.download = 'wrong-lines.csv';
  link.click();
  URL.revokeObjectURL(link.href);
  return null;
}
