import { ApiClient } from 'adminjs';
import { useEffect, useState } from 'react';

export interface Genre {
  code: string;
  name: string;
}

let kept: Promise<Genre[]> | null = null;

/** Every genre of the house, fetched once a page. */
export function useGenres(): Genre[] {
  const [genres, setGenres] = useState<Genre[]>([]);
  useEffect(() => {
    let gone = false;
    kept ??= load();
    kept.then((found) => gone || setGenres(found)).catch(() => (kept = null));
    return () => {
      gone = true;
    };
  }, []);
  return genres;
}

async function load(): Promise<Genre[]> {
  const { data } = await new ApiClient().resourceAction({
    resourceId: 'genres',
    actionName: 'list',
    params: { perPage: 500, sortBy: 'name', direction: 'asc' },
  });
  const records: { params: Genre }[] = data.records;
  return records.map(({ params }) => ({ code: params.code, name: params.name }));
}

/** AdminJS keeps lists flat: `genres.0`, `genres.1`. */
export function listed(params: Record<string, unknown>, path: string): string[] {
  const whole = params[path];
  if (Array.isArray(whole)) return whole.map(String);
  return Object.keys(params)
    .filter((key) => key.startsWith(`${path}.`))
    .sort((a, b) => Number(a.slice(path.length + 1)) - Number(b.slice(path.length + 1)))
    .map((key) => String(params[key]));
}
