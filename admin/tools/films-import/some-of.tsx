import { filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';

/** Says so if a list is cut. */
export function SomeOf({ list, count, more }: { list: unknown[]; count: number; more?: string }) {
  if (list.length === count) return null;
  return (
    <p className="office-muted">
      {words.someOf(list.length, count)} {more}
    </p>
  );
}
