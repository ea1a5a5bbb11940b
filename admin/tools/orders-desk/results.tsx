import type { KeyboardEvent } from 'react';
import type { OrderHit } from '../../../server/contract/api/staff/orders.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import { showDay } from '../../../server/contract/venue-time.ts';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import type { Search } from './use-search.ts';

interface ResultsProps {
  search: Search;
  q: string;
  chosen: number | null;
  onOpen: (order: number) => void;
  /** Set while only one screening is looked at. */
  onEverywhere: (() => void) | null;
}

/** Up and down walk the list. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const all = [...event.currentTarget.querySelectorAll('button')];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  const next = all[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export function Results({ search, q, chosen, onOpen, onEverywhere }: ResultsProps) {
  const { hits, refused, page, turnTo } = search;
  const film = hits?.results[0]?.show.film;
  return (
    <>
      {onEverywhere && (
        <p className="desk-only">
          {film && words.of(film)}{' '}
          <button type="button" className="office-button" onClick={onEverywhere}>
            {words.everywhere}
          </button>
        </p>
      )}
      <h2 className="office-unseen">{q ? words.results : words.newest}</h2>
      <RefusalNote refused={refused} />
      {!hits && !refused && <p className="office-muted">{words.loading}</p>}
      {hits?.results.length === 0 && (
        <p className="office-muted" role="status">
          {q ? words.none(q) : words.noOrders}
        </p>
      )}
      {hits && (
        <>
          <ul className="desk-results" onKeyDown={walk}>
            {hits.results.map((hit) => (
              <li key={hit.id}>
                <Hit hit={hit} zone={hits.timeZone} chosen={hit.id === chosen} onOpen={() => onOpen(hit.id)} />
              </li>
            ))}
          </ul>
          {(page > 1 || hits.more) && (
            <nav className="desk-pages" aria-label={words.page(page)}>
              <button type="button" className="office-button" disabled={page === 1} onClick={() => turnTo(page - 1)}>
                {words.previous}
              </button>
              <span>{words.page(page)}</span>
              <button type="button" className="office-button" disabled={!hits.more} onClick={() => turnTo(page + 1)}>
                {words.next}
              </button>
            </nav>
          )}
        </>
      )}
    </>
  );
}

interface HitProps {
  hit: OrderHit;
  zone: string;
  chosen: boolean;
  onOpen: () => void;
}

function Hit({ hit, zone, chosen, onOpen }: HitProps) {
  return (
    <button type="button" className="desk-hit" aria-current={chosen || undefined} onClick={onOpen}>
      <span className="desk-hit-who">
        <b className="figures">{hit.number}</b> {hit.name ?? hit.email}
      </span>
      <span className="desk-status" data-status={hit.status}>
        {words.status[hit.status]}
      </span>
      <span className="desk-hit-show">{[hit.show.film, showDay(hit.show, zone, 'en-GB', words)].join(' · ')}</span>
      <span className="desk-hit-seats figures">
        {(hit.seats ?? []).join(' ')} · {formatMoney({ amount: hit.total, currency: hit.currency }, 'en-GB')}
      </span>
    </button>
  );
}
