import type { Request } from 'express';
import { type Refusal, refuse } from '../contract/refusals.ts';

interface Page<Item> {
  count: number;
  next: string | null;
  previous: string | null;
  results: Item[];
}

/** One page of a list with the addresses of its neighbours. A page after the last is not there. */
export function onePage<Item>(
  req: Request,
  publicUrl: string,
  { page, page_size: size }: { page: number; page_size: number },
  { count, items }: { count: number; items: Item[] },
): Page<Item> | Refusal {
  const last = Math.max(1, Math.ceil(count / size));
  if (page > last) return refuse('not_found');
  const address = (to: number) => {
    const url = new URL(`${publicUrl}${req.baseUrl}${req.path.replace(/\/*$/, '/')}`);
    for (const [name, value] of Object.entries(req.query)) url.searchParams.set(name, String(value));
    url.searchParams.set('page', String(to));
    return url.href;
  };
  return {
    count,
    next: page < last ? address(page + 1) : null,
    previous: page > 1 ? address(page - 1) : null,
    results: items,
  };
}
