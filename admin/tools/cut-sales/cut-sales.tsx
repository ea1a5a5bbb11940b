import { useState } from 'react';
import { cutSaleWords as words } from '../../../server/contract/words/en/office-cut-sales.ts';
import { isRefused } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { useQuery } from '../parts/use-query.ts';
import { CutSaleDialog } from './sale-dialog.tsx';
import { SalesTable } from './sales-table.tsx';
import { useCutSales } from './use-cut-sales.ts';

/** The supervisors' queue: what the tills sold without connection, and what does not stand by itself. */
export default function CutSalesTool() {
  const [show, setShow] = useQuery('show');
  const [open, setOpen] = useQuery('sale');
  const [said, setSaid] = useState<string | null>(null);
  const settled = show === 'settled';
  const { list, reload } = useCutSales(settled);
  const waiting = list && !isRefused(list) ? list.waiting : 0;
  return (
    <main className="office cut-sales">
      <h1>{words.title}</h1>
      <p className="office-muted cut-sales-intro">{words.intro}</p>
      <nav className="cut-sales-tabs" aria-label={words.title}>
        {[false, true].map((each) => (
          <button
            key={String(each)}
            type="button"
            className="office-button"
            aria-pressed={settled === each}
            onClick={() => setShow(each ? 'settled' : null)}
          >
            {each ? words.settled : words.waiting(waiting)}
          </button>
        ))}
      </nav>
      {said && (
        <p className="office-note" data-tone="good" role="status">
          {said}
        </p>
      )}
      {!list && <p className="office-muted">{words.loading}</p>}
      {list && isRefused(list) && <RefusalNote refused={list} />}
      {list && !isRefused(list) && (
        <SalesTable
          list={list}
          settled={settled}
          onOpen={(id) => {
            setSaid(null);
            setOpen(String(id));
          }}
        />
      )}
      {open && (
        <CutSaleDialog
          key={open}
          id={Number(open)}
          onClose={() => setOpen(null)}
          onDone={async (what) => {
            setOpen(null);
            await reload();
            setSaid(what);
          }}
        />
      )}
    </main>
  );
}
