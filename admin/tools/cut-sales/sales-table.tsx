import type { CutSaleList, CutSaleSummary } from '../../../server/contract/api/staff/cut-sales.ts';
import { formatMoney } from '../../../server/contract/money.ts';
import { dayAndTime } from '../../../server/contract/venue-time.ts';
import { cutSaleWords as words } from '../../../server/contract/words/en/office-cut-sales.ts';

interface SalesTableProps {
  list: CutSaleList;
  settled: boolean;
  onOpen: (id: number) => void;
}

/** One line a sale. */
export function SalesTable({ list: { sales, timeZone, currency }, settled, onOpen }: SalesTableProps) {
  if (sales.length === 0) {
    return <p className="office-note">{settled ? words.noneSettled : words.noneWaiting}</p>;
  }
  const { columns } = words;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="cut-sales-scroll" tabIndex={0} aria-label={settled ? words.settled : words.waiting(0)}>
      <table className="office-table">
        <thead>
          <tr>
            {[columns.sold, columns.till, columns.showing, columns.seats].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" className="figures">
              {columns.total}
            </th>
            <th scope="col">{settled ? columns.how : columns.reason}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sales.map((sale) => (
            <tr key={sale.id}>
              <td>{sale.soldAt ? dayAndTime(sale.soldAt, timeZone, 'en-GB') : words.noTime}</td>
              <td>{sale.till}</td>
              <td>
                <Showing sale={sale} zone={timeZone} />
              </td>
              <td>{sale.seats.join(', ')}</td>
              <td className="figures">{formatMoney({ amount: sale.total, currency }, 'en-GB')}</td>
              <td>
                <Outcome sale={sale} />
              </td>
              <td>
                {!settled && (
                  <button
                    type="button"
                    className="office-button"
                    aria-label={words.lookAt(sale.till, sale.seats.join(', '))}
                    onClick={() => onOpen(sale.id)}
                  >
                    {words.look}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Showing({ sale: { screening }, zone }: { sale: CutSaleSummary; zone: string }) {
  if (!screening) return words.noShowing;
  return (
    <>
      <b>{screening.film}</b> {screening.cancelled && <span className="cut-sales-off">{words.cancelled}</span>}
      <br />
      <small>
        {screening.hall}, {dayAndTime(screening.startsAt, zone, 'en-GB')}
      </small>
    </>
  );
}

function Outcome({ sale: { settled, reason } }: { sale: CutSaleSummary }) {
  if (!settled) return words.reason(reason);
  const { how, order, by, note } = settled;
  return (
    <>
      {words.how[how]} {order && <a href={`/admin/pages/orders-desk?q=${order}`}>{order}</a>}
      {by && <small> · {by}</small>}
      {note && (
        <>
          <br />
          <small>{note}</small>
        </>
      )}
    </>
  );
}
