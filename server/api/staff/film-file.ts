import type { Request } from 'express';
import { z } from 'zod';
import { importMapping, largestFilmFile } from '../../contract/api/staff/films-import.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import type { ImportRequest } from '../../domain/programme/import-films.ts';
import { parse } from '../parse.ts';
import { oneFile } from './one-file.ts';

/** Takes a form with one file; whatever is wrong with the form is said in words. */
export const filmUpload = oneFile(
  'file',
  { fileSize: largestFilmFile, fields: 2, fieldSize: 8 * 1024, parts: 3, fieldNameSize: 50 },
  'invalid_request',
);

const form = z.strictObject({
  mapping: z
    .string()
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        ctx.issues.push({ code: 'custom', message: 'must be JSON', input: text });
        return z.NEVER;
      }
    })
    .pipe(importMapping)
    .optional(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** The file and the mapping of a form that `filmUpload` took. */
export function filmForm(req: Request): (ImportRequest & { digest: string | null }) | Refusal {
  const fields = parse(form, { ...req.body });
  if (isRefusal(fields)) return fields;
  if (!req.file) return refuse('unreadable_file', { problem: 'missing' });
  return { bytes: req.file.buffer, mapping: fields.mapping ?? null, digest: fields.digest ?? null };
}
