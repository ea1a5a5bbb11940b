import { useEffect, useRef } from 'react';
import { deskWords as words } from '../../../server/contract/words/en/office-orders.ts';
import { useQuery } from '../parts/use-query.ts';
import { OrderPage } from './order-page.tsx';
import { Results } from './results.tsx';
import { useSearch } from './use-search.ts';

/** Find an order by whatever is at hand, see its whole story, and put it right. */
export default function OrdersDesk() {
  const [q, setQ] = useQuery('q');
  const [screening, setScreening] = useQuery('screening');
  const [order, setOrder] = useQuery('order');
  const search = useSearch(q ?? '', screening);
  const box = useRef<HTMLInputElement>(null);
  const chosen = /^[1-9]\d{0,9}$/.test(order ?? '') ? Number(order) : null;

  useEffect(() => {
    if (chosen === null) box.current?.focus();
    const toBox = (event: KeyboardEvent) => {
      const writing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key !== '/' || writing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      box.current?.select();
    };
    window.addEventListener('keydown', toBox);
    return () => window.removeEventListener('keydown', toBox);
  }, [chosen]);

  const open = (id: number) => setOrder(String(id));
  return (
    <main className="office desk">
      <section className="desk-find" aria-label={words.search}>
        <h1>{words.title}</h1>
        <form
          onSubmit={async (event) => {
            event.preventDefault();
            // A scanner sends its code with Enter: if only one order fits, that is the one.
            const found = await search.now();
            if (found?.length === 1 && found[0]) open(found[0].id);
          }}
        >
          <label className="office-unseen" htmlFor="desk-search">
            {words.search}
          </label>
          <input
            id="desk-search"
            ref={box}
            type="search"
            className="office-field"
            value={q ?? ''}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="desk-hint"
            onChange={(event) => setQ(event.target.value)}
          />
          <p id="desk-hint" className="office-muted">
            {words.hint}
          </p>
        </form>
        <Results
          search={search}
          q={q ?? ''}
          chosen={chosen}
          onOpen={open}
          onEverywhere={screening ? () => setScreening(null) : null}
        />
      </section>
      {chosen === null ? (
        <p className="desk-empty office-muted">{words.choose}</p>
      ) : (
        <OrderPage key={chosen} id={chosen} onChanged={search.now} />
      )}
    </main>
  );
}
