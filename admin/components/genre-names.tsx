import type { BasePropertyProps } from 'adminjs';
import { Shown } from './shown.tsx';
import { listed, useGenres } from './use-genres.ts';

export default function GenreNames({ record, property, where }: BasePropertyProps) {
  const genres = useGenres();
  const names = listed(record?.params ?? {}, property.path).map(
    (code) => genres.find((genre) => genre.code === code)?.name ?? code,
  );
  return (
    <Shown where={where} of={property}>
      {names.join(', ') || '–'}
    </Shown>
  );
}
