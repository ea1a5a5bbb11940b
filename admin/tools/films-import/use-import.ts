import { useRef, useState } from 'react';
import {
  type ImportMapping,
  type ImportPreview,
  type ImportResult,
  importFilms,
  largestFilmFile,
  previewFilmsImport,
} from '../../../server/contract/api/staff/films-import.ts';
import { filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';
import { isRefused, operate } from '../client.ts';

/** The steps from a file to films. The browser keeps the file and sends it along each time. */
export function useImport() {
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState<'reading' | 'writing' | null>(null);
  const asked = useRef(0);

  /** Looks a file through, and shows what is in it below `note`. */
  const look = async (at: File, mapping: ImportMapping | null, note: string | null = null) => {
    asked.current += 1;
    const mine = asked.current;
    setBusy('reading');
    setRefused(null);
    const answer = await operate(previewFilmsImport, { body: { file: at, ...(mapping ? { mapping } : {}) } });
    // Whoever changes the mapping quickly, or takes another file, sees the last answer, whichever comes first.
    if (mine !== asked.current) return;
    setBusy(null);
    setRefused(isRefused(answer) ? answer.message : note);
    if (!isRefused(answer)) setPreview(answer);
  };

  return {
    file,
    preview,
    result,
    refused,
    busy,
    choose(chosen: File) {
      setFile(chosen);
      setPreview(null);
      setResult(null);
      if (chosen.size <= largestFilmFile) return void look(chosen, null);
      // Nobody waits any more for what is in the file before.
      asked.current += 1;
      setBusy(null);
      setRefused(words.tooLarge);
    },
    map(mapping: ImportMapping) {
      if (!file || !preview) return;
      setPreview({ ...preview, mapping });
      void look(file, mapping);
    },
    async write() {
      if (!file || !preview) return;
      setBusy('writing');
      const { mapping, digest } = preview;
      const answer = await operate(importFilms, { body: { file, mapping, digest } });
      setBusy(null);
      if (!isRefused(answer)) return setResult(answer);
      // What changed meanwhile is shown before anybody decides again.
      if (answer.code === 'changed_meanwhile') await look(file, mapping, answer.message);
      else setRefused(answer.message);
    },
  };
}
