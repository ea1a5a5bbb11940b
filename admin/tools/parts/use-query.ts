import { useCallback, useState } from 'react';

/** One parameter of the page's address, so that a view survives a reload and can be linked to. Null takes it away. */
export function useQuery(name: string): [string | null, (value: string | null) => void] {
  const [value, setValue] = useState(() => new URLSearchParams(window.location.search).get(name));
  const set = useCallback(
    (next: string | null) => {
      const url = new URL(window.location.href);
      if (next === null || next === '') url.searchParams.delete(name);
      else url.searchParams.set(name, next);
      window.history.replaceState(window.history.state, '', url);
      setValue(next);
    },
    [name],
  );
  return [value, set];
}
