import { useCallback, useEffect, useState } from 'react';
import { type DeliveryList, listDeliveries, type OfficeDelivery } from '../../../server/contract/api/staff/webhooks.ts';
import { webhookWords as words } from '../../../server/contract/words/en/office-webhooks.ts';
import { isRefused, operate, type Refused } from '../client.ts';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { DeliveryDialog } from './delivery-dialog.tsx';

interface DeliveryLogProps {
  hook: number;
  at: (instant: string) => string;
  /** Another number: look again. */
  turn: number;
}

/** What waits is looked at again until it is decided. */
const lookAgainMs = 3_000;

/** How `200` or a sentence reads in the table. */
function outcome({ status, answer, nextAt }: OfficeDelivery, at: (instant: string) => string): string {
  const why = answer && (/^\d+$/.test(answer) ? words.http(Number(answer)) : answer);
  const next = status === 'waiting' && nextAt && answer ? words.next(at(nextAt)) : null;
  return [why, next].filter(Boolean).join(', ');
}

export function DeliveryLog({ hook, at, turn }: DeliveryLogProps) {
  const [page, setPage] = useState(1);
  const [found, setFound] = useState<DeliveryList | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [open, setOpen] = useState<number | null>(null);
  const load = useCallback(async () => {
    const answer = await operate(listDeliveries, { params: { id: hook }, query: { page } });
    setRefused(isRefused(answer) ? answer : null);
    if (!isRefused(answer)) setFound(answer);
  }, [hook, page]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` says that something was just sent.
  useEffect(() => {
    void load();
  }, [load, turn]);
  const waits = found?.deliveries.some(({ status }) => status === 'waiting') === true;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void load(), lookAgainMs);
    return () => clearInterval(timer);
  }, [waits, load]);

  return (
    <section aria-labelledby="webhooks-log">
      <h2 id="webhooks-log">{words.log}</h2>
      <RefusalNote refused={refused} />
      {found?.deliveries.length === 0 && <p className="office-muted">{words.empty}</p>}
      {found && found.deliveries.length > 0 && (
        <table className="webhooks-log">
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.outcome}</th>
              <th scope="col" className="figures">
                {words.tries}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.deliveries.map((one) => (
              <tr key={one.id}>
                <td className="figures">{at(one.at)}</td>
                <td>
                  <button type="button" className="webhooks-link" onClick={() => setOpen(one.id)}>
                    {one.type}
                  </button>
                </td>
                <td>
                  <span className="webhooks-state" data-state={one.status}>
                    {words.status[one.status]}
                  </span>{' '}
                  <small>{outcome(one, at)}</small>
                </td>
                <td className="figures">{one.tries}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found && (page > 1 || found.more) && (
        <nav className="office-row" aria-label={words.log}>
          <button type="button" className="office-button" disabled={page === 1} onClick={() => setPage(page - 1)}>
            {words.newer}
          </button>
          <button type="button" className="office-button" disabled={!found.more} onClick={() => setPage(page + 1)}>
            {words.older}
          </button>
        </nav>
      )}
      {open !== null && <DeliveryDialog id={open} at={at} onClose={() => setOpen(null)} onSent={load} />}
    </section>
  );
}
