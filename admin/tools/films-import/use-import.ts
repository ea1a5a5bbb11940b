import { useRef, useState } from 'react';
import {
  type ImportMapping,
  type ImportPreview,
  type ImportResult,
  largestFilmFile,
} from '../../../server/contract/api/staff/films-import.ts';
import { filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';
import { call, isRefused } from '../client.ts';

/** The steps from a file to films. The browser keeps the file and sends it along each time. */
export function useImport() {
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState<'reading' | 'writing' | null>(null);
  const asked = useRef(0);

  const look = async (at: File, mapping: ImportMapping | null) => {
    asked.current += 1;
    const mine = asked.current;
    setBusy('reading');
    setRefused(null);
    const answer = await call<ImportPreview>('POST', '/films-import/preview', formOf(at, mapping));
    // Whoever changes the mapping quickly sees the last answer, whichever comes first.
    if (mine !== asked.current) return;
    setBusy(null);
    if (isRefused(answer)) setRefused(answer.message);
    else setPreview(answer);
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
      if (chosen.size > largestFilmFile) setRefused(words.tooLarge);
      else void look(chosen, null);
    },
    map(mapping: ImportMapping) {
      if (!file || !preview) return;
      setPreview({ ...preview, mapping });
      void look(file, mapping);
    },
    async write() {
      if (!file || !preview) return;
      setBusy('writing');
      const form = formOf(file, preview.mapping);
      form.set('digest', preview.digest);
      const answer = await call<ImportResult>('POST', '/films-import/apply', form);
      setBusy(null);
      if (!isRefused(answer)) return setResult(answer);
      // What changed meanwhile is shown before anybody decides again.
      if (answer.code === 'changed_meanwhile') await look(file, preview.mapping);
      setRefused(answer.message);
    },
  };
}

export function formOf(file: File, mapping: ImportMapping | null): FormData {
  const form = new FormData();
  if (mapping) form.set('mapping', JSON.stringify(mapping));
  form.set('file', file);
  return form;
}
