import type { ImportMapping } from '../../../server/contract/api/staff/films-import.ts';
import { isRefused, offline } from '../client.ts';
import { formOf } from './use-import.ts';

/** Saves the lines that are not taken, with their reasons, as CSV. Answers what went wrong, or null. */
export async function downloadWrongLines(file: File, mapping: ImportMapping): Promise<string | null> {
  const response = await fetch('/api/staff/films-import/wrong-lines', {
    method: 'POST',
    body: formOf(file, mapping),
  }).catch(() => null);
  if (!response) return offline.message;
  if (!response.ok) {
    const answer: unknown = await response.json().catch(() => offline);
    return isRefused(answer) ? answer.message : offline.message;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = 'wrong-lines.csv';
  link.click();
  URL.revokeObjectURL(link.href);
  return null;
}
